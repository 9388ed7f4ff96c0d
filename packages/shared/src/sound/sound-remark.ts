import { secondsText } from "../media/seconds-text.js";
import type { SoundFacts } from "./sound.js";

/** A larger share of samples at full scale is audible distortion; a loud tone alone has less. */
const CLIPPED = 0.01;

/**
 * Returns a note for the user about a recording that is silent, breaks off or is clipped; null for any other.
 */
export function soundRemark(name: string, { seconds, lack, clipped, isDamaged }: SoundFacts): string | null {
  if (lack === "empty") return `${name} has no sound`;
  if (lack === "silent") return `${name} is silent: any words heard in it are made up`;
  if (isDamaged) return `${name} is damaged: only its first ${secondsText(seconds ?? 0)} can be decoded`;
  if (clipped <= CLIPPED) return null;
  return `${name} was recorded too loud: ${Math.round(clipped * 100)} % of it is clipped`;
}
