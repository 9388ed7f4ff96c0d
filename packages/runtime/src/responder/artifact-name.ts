import { type Artifact, secondsText } from "@hugginggpt/shared";

/** Returns a file's name, and how long it lasts where it is a recording or a video: `1-text-to-speech.wav (3.2 s)`. */
export function artifactName({ name, seconds }: Artifact): string {
  return seconds === undefined ? name : `${name} (${secondsText(seconds)})`;
}
