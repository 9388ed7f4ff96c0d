import { secondsText } from "../media/seconds-text.js";
import type { SoundFacts } from "./sound.js";

/** A larger share of samples at full scale is heard as distortion; a loud tone alone comes to less. */
const CLIPPED = 0.01;

/**
 * Returns what a user should know of a recording before a model hears it: that it is silent, breaks off, or was
 * recorded too loud; null if there is nothing of the kind.
 */
export function soundRemark(name: string, { seconds, lack, clipped, isDamaged }: SoundFacts): string | null {
  if (lack === "empty") return `${name} has no sound`;
  if (lack === "silent") return `${name} is silent: any words heard in it are made up`;
  if (isDamaged) return `${name} is damaged: only its first ${secondsText(seconds ?? 0)} can be decoded`;
  if (clipped <= CLIPPED) return null;
  return `${name} was recorded too loud: ${Math.round(clipped * 100)} % of it is clipped`;
}
