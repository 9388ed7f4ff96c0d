// Draws data/examples/sign.png: node eval/reading/sign.mjs
import { writeFileSync } from "node:fs";
import { drawText, latinFont } from "./draw-text.mjs";
import { pngOf } from "./spoil-picture.mjs";

const LINES = [
  "HARBOUR OFFICE",
  "Open daily from nine to five.",
  "Please ring the bell twice",
  "and wait for the keeper.",
];
const picture = drawText(LINES, latinFont("DejaVuSans-Bold"), 28, { ink: 245, paper: 40 });
writeFileSync(new URL("../../data/examples/sign.png", import.meta.url), pngOf(picture));
