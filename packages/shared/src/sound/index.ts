export { hearSound, readSound } from "./read-sound.js";
export type { Sound, SoundFacts } from "./sound.js";
export { soundRemark } from "./sound-remark.js";
export { wavHeader, wavOf } from "./wav-file.js";
