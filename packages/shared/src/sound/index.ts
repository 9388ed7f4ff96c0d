export { hearSound, readSound, type SoundWish } from "./read-sound.js";
export type { Sound, SoundFacts, SoundProblem } from "./sound.js";
export { soundRemark } from "./sound-remark.js";
export { type WavFormat, wavHeader, wavOf } from "./wav-file.js";
