// Draws data/examples/sign.png and sign.zh.png: node eval/reading/sign.mjs
import { writeFileSync } from "node:fs";
import { chineseFont, drawText, latinFont } from "./draw-text.mjs";
import { pngOf } from "./spoil-picture.mjs";

const SIGNS = [
  [
    "sign.png",
    latinFont("DejaVuSans-Bold"),
    [
      "HARBOUR OFFICE",
      "Open daily from nine to five.",
      "Please ring the bell twice",
      "and wait for the keeper.",
    ],
  ],
  ["sign.zh.png", chineseFont(), ["港口办公室", "每天九点到五点开放。", "请按铃两次，等候管理员。"]],
];
for (const [name, font, lines] of SIGNS) {
  const picture = drawText(lines, font, 28, { ink: 245, paper: 40 });
  writeFileSync(new URL(`../../data/examples/${name}`, import.meta.url), pngOf(picture));
}
