import { existsSync } from "node:fs";
import { join } from "node:path";
import { kindsAsked, type TaskId } from "@hugginggpt/shared";

/** A tool that `local install` installs together with its models. */
export interface LocalTool {
  /** Its id as a model. No owner on the Hub can have a tool's name. */
  readonly id: string;
  readonly task: TaskId;
  readonly summary: string;
  readonly license: string;
  readonly languages: readonly string[];
  /** The kind of work that a need must ask for; null for any need of its task. */
  readonly kind: string | null;
  /** A file that exists if it is installed, relative to the runtime's folder. */
  readonly marker: readonly string[];
}

/** Finds speech with Silero VAD. */
const SPEECH_FINDER = "local:silero-vad";
/** Reads printed text with PP-OCR. */
export const TEXT_READER = "local:pp-ocr";

const TOOLS: readonly LocalTool[] = [
  {
    id: TEXT_READER,
    task: "image-to-text",
    summary: "Reads printed Chinese and English text in pictures (OCR, PP-OCRv4): signs, scans, screenshots.",
    license: "apache-2.0",
    languages: ["zh", "en"],
    kind: "printed text",
    marker: ["node_modules", "paddleocr", "package.json"],
  },
  {
    id: SPEECH_FINDER,
    task: "voice-activity-detection",
    summary: "Finds where someone speaks in a recording, in any language (Silero VAD).",
    license: "mit",
    languages: [],
    kind: null,
    marker: ["tools", "silero-vad", "config.json"],
  },
];

/** Returns the tools that are installed. */
export function installedTools(runtime: string | null): LocalTool[] {
  return runtime === null ? [] : TOOLS.filter(({ marker }) => existsSync(join(runtime, ...marker)));
}

/** Returns the tool with an id; null for a model's id. */
export function localTool(id: string): LocalTool | null {
  return TOOLS.find((tool) => tool.id === id) ?? null;
}

/** Returns true if a tool does what a need asks for in words. */
export function meets({ task, kind }: LocalTool, need: string): boolean {
  return kind === null || kindsAsked(task, need).includes(kind);
}
