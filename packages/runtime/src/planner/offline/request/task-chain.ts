import { resolveTask } from "@hugginggpt/shared";
import { Pattern } from "../pattern.js";

/** What stands at the joints of a chain of tasks, by the word that tasks are named with. */
const JOINTS: Readonly<Record<string, string>> = {
  text: "texts?|words|文字|文本|文",
  image: "images?|pictures?|photos?|图片|图像|图",
  video: "videos?|clips?|视频",
  speech: "speech|voice|语音",
  audio: "audio|sound|music|音频|声音|音乐",
  "3d": "3-?d(?: models?)?",
  summary: "summary|摘要|总结",
  translation: "translation|翻译",
};
const NOUN = `(?<![a-z0-9])(?:an? |the )?(?:${Object.values(JOINTS).join("|")})(?![a-z0-9])`;
const TO = "(?:-to-|\\s+(?:in)?to\\s+|\\s*(?:->|→|=>)\\s*|(?:转换?[成为]?|生成?|到|再转[成为]?))";
const LINK = new Pattern(`${TO}${NOUN}`);
/** "text to image to video", of three joints or more: two are the name of a task, or "image to speech" alone. */
const CHAIN = new RegExp(`${NOUN}(?:${TO}${NOUN}){2,}|^${NOUN}${TO}${NOUN}`, "i");
/** "text to image, then image to video": the joint is said twice. */
const SAID_TWICE = new RegExp(
  `(${NOUN})\\s*(?:[,，]|->|→|=>)?\\s*(?:(?:and|then|next|finally|再|然后)\\s*)*\\1(?=${TO})`,
  "gi",
);
/** What says more of what the chain begins with. */
const CONTENT = /^\s*(?:[:：«"]|$|(?:of|about|for|from|showing|with)\b)/i;

/** A chain of tasks that a sentence names by what goes from one to the next. */
export interface TaskChain {
  readonly before: string;
  /** One clause for each task, in order; the first with the content that follows the chain. */
  readonly steps: readonly string[];
  readonly after: string;
}

/** Returns the chain that a sentence names ("text to image to video: a lighthouse"); null if it names none. */
export function taskChain(sentence: string): TaskChain | null {
  if (!LINK.test(sentence)) return null;
  const whole = sentence.replace(SAID_TWICE, "$1");
  const found = CHAIN.exec(whole);
  if (!found) return null;
  const joints = found[0].split(new RegExp(TO, "i")).map(jointOf);
  const [first = "", ...others] = joints.slice(1).flatMap((to, at) => stepsOf(joints[at] ?? "", to));
  const rest = whole.slice(found.index + found[0].length);
  const isContent = CONTENT.test(rest);
  if (others.length === 0 && !(isContent && /\p{Script=Han}/u.test(found[0]))) return null;
  const steps = [isContent ? `${first}${rest}` : first, ...others];
  return { before: whole.slice(0, found.index), steps, after: isContent ? "" : rest };
}

function jointOf(noun: string): string {
  const found = Object.entries(JOINTS).find(([, words]) =>
    new RegExp(`(?:^| )(?:${words})$`, "i").test(noun),
  );
  return found?.[0] ?? noun;
}

/** The clauses that lead from one joint to the next, through text where no task does it at once. */
function stepsOf(from: string, to: string): string[] {
  if (from === "summary" || from === "translation") return stepsOf("text", to);
  if (to === "summary" || to === "translation") {
    const text = from === "text" ? [] : stepsOf(from, "text");
    return [...text, to === "summary" ? "summarize the text" : "translate the text"];
  }
  if (resolveTask(`${from}-to-${to}`)) return [`${from} to ${to}`];
  if (from === "video" && to === "text") return ["describe the video"];
  if (from === "audio" && to === "text") return ["transcribe the audio"];
  return from === "text" || to === "text" ? [] : [...stepsOf(from, "text"), ...stepsOf("text", to)];
}
