// Reads pictures of text that are drawn here, and prints the share of characters that each reader gets wrong: six fonts and
// sizes, clean, noisy and turned, and Chinese. A reader is a backend at one endpoint: the built-in one, and that of
// @hugginggpt/local where it is installed. `--show` prints what was read where it is not what was written.
import { parseArgs } from "node:util";
import { BuiltinBackend } from "@hugginggpt/runtime";
import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import { chineseFont, drawText, latinFont } from "./reading/draw-text.mjs";
import { localReader } from "./reading/local-reader.mjs";
import { pngOf, turnedBy, withNoise } from "./reading/spoil-picture.mjs";

const ENGLISH = [
  "The harbour office is open daily from nine to five.",
  "Please ring the bell twice, and wait for Mrs. Jones.",
  "Tickets cost 4.50 pounds; children under 12 go free.",
  "The last ferry leaves at 21:40 and never on Sundays.",
];
const CHINESE = [
  ["图书馆每天上午九点开门", "请按铃两次等待工作人员", "周日不开放谢谢合作", "参观时请保持安静"],
  ["前方道路施工请慢行", "出口在左边第二个门", "老人和儿童免费入场", "请不要在这里停车"],
  ["今天晚上有大风和小雨", "下一班船下午四点出发", "请把手机放在箱子里", "会议室在三楼东侧"],
  ["新鲜水果每日低价", "买两件送一件", "请保留好您的车票", "楼梯湿滑注意安全"],
  ["学校门口禁止吸烟", "热水在走廊的尽头", "火车晚点二十分钟", "请先排队再上车"],
  ["医院急诊全天开放", "本店不收信用卡", "行李请放在架子上", "欢迎来到我们的城市"],
];
const CHINESE_SIZES = [20, 32];
const FONTS = [
  ["DejaVuSans", 13],
  ["DejaVuSans", 20],
  ["DejaVuSerif", 16],
  ["DejaVuSerif-Italic", 24],
  ["DejaVuSansMono", 18],
  ["DejaVuSansCondensed-Bold", 32],
];
const LARGER = FONTS.filter(([, size]) => size >= 16);
const NOISE = { deviation: 40, specks: 0.02 };
const QUARTERS = [90, 180, 270];
const SMALL_ANGLES = [-12, -4, 2, 7];

/** Prints a table; the exit code is 1 where a reader misses what it must reach. */
export async function evaluate(options) {
  const { values } = parseArgs({ args: options, options: { show: { type: "boolean" } } });
  const local = localReader();
  const readers = [{ name: "built in", languages: ["en"], read: builtinReader() }, ...(local ? [local] : [])];
  if (!local) console.log("local: skipped, @hugginggpt/local is not installed (hugginggpt local install)");
  let isReached = true;
  for (const { name, language, limit, pictures } of groups()) {
    for (const reader of readers) {
      if (!reader.languages.includes(language)) {
        console.log(line(name, reader.name, "-", `does not read ${language}`));
        continue;
      }
      const started = performance.now();
      let wrong = 0;
      for (const { text, picture } of pictures) {
        const read = await reader.read(mediaOf(picture)).catch((error) => {
          if (values.show) console.log(`  ${error.message}`);
          return "";
        });
        const errors = distance(plain(text, language), plain(read, language));
        if (values.show && errors > 0) console.log(`  ${JSON.stringify(read)}`);
        wrong += errors / plain(text, language).length;
      }
      const rate = (100 * wrong) / pictures.length;
      const seconds = (performance.now() - started) / 1000 / pictures.length;
      const most = limit[reader.name];
      if (most !== undefined && rate > most) isReached = false;
      const note = most === undefined ? "" : `at most ${most} %: ${rate <= most ? "reached" : "MISSED"}`;
      console.log(
        line(
          `${name} (${pictures.length})`,
          reader.name,
          `${rate.toFixed(1)} %`,
          `${seconds.toFixed(1)} s`,
          note,
        ),
      );
    }
  }
  local?.close();
  return isReached ? 0 : 1;
}

function* groups() {
  const text = ENGLISH.join(" ");
  const english = (name, pictures, limit = {}) => ({
    ...{ name, language: "en", limit },
    pictures: pictures.map((picture) => ({ text, picture })),
  });
  const drawn = (fonts) => fonts.map(([font, size]) => drawText(ENGLISH, latinFont(font), size));
  const noisy = (picture, seed) => withNoise(picture, { ...NOISE, seed });
  const page = drawText(ENGLISH, latinFont("DejaVuSans"), 20);
  yield english("clean", drawn(FONTS), { "built in": 1, local: 1 });
  yield english("noisy", drawn(LARGER).map(noisy), { "built in": 6 });
  yield english(
    "by quarters",
    QUARTERS.map((degrees) => turnedBy(page, degrees)),
  );
  yield english(
    "by some degrees",
    SMALL_ANGLES.map((degrees) => turnedBy(page, degrees)),
  );
  yield english(
    "noisy and turned",
    SMALL_ANGLES.map((degrees) => noisy(turnedBy(page, degrees), 9)),
  );
  yield english("white on black", [drawText(ENGLISH, latinFont("DejaVuSans"), 20, { ink: 240, paper: 20 })]);
  const font = chineseFont();
  const chinese = CHINESE.flatMap((lines) =>
    CHINESE_SIZES.map((size) => ({ text: lines.join(""), picture: drawText(lines, font, size) })),
  );
  const spoiled = chinese.map(({ text, picture }, seed) => ({ text, picture: noisy(picture, seed) }));
  yield { name: "Chinese clean", language: "zh", pictures: chinese, limit: { local: 1 } };
  yield { name: "Chinese noisy", language: "zh", pictures: spoiled, limit: { local: 3 } };
}

function mediaOf(picture) {
  return { kind: "image", bytes: pngOf(picture), mediaType: "image/png", name: "drawn.png" };
}

function builtinReader() {
  const backend = new BuiltinBackend();
  const tool = BUILTIN_TOOLS.find((one) => one.task === "image-to-text");
  const job = { task: tool.task, model: tool.id, endpoint: builtinEndpoint(tool) };
  return async (image) => {
    const { text } = await backend.run({ ...job, args: { image } }, new AbortController().signal);
    return text;
  };
}

/** Line breaks count as blanks; Chinese is written without any. */
function plain(text, language) {
  return text.replace(/\s+/g, language === "zh" ? "" : " ").trim();
}

/** Levenshtein's distance: how many characters must be put in, taken out or changed. */
function distance(wanted, read) {
  let row = Array.from({ length: read.length + 1 }, (_, i) => i);
  for (let i = 1; i <= wanted.length; i++) {
    const next = [i];
    for (let j = 1; j <= read.length; j++)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (wanted[i - 1] === read[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[read.length];
}

function line(name, reader, rate, time, note = "") {
  return [name.padEnd(22), reader.padEnd(9), rate.padStart(8), time.padStart(7), note].join("  ").trimEnd();
}
