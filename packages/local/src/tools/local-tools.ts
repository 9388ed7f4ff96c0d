import { existsSync } from "node:fs";
import { join } from "node:path";
import { kindsAsked, type TaskId } from "@hugginggpt/shared";

/** A tool that `local install` brings whole, models and all. */
export interface LocalTool {
  /** Its id as a model; no owner of the Hub can have the name of a tool. */
  readonly id: string;
  readonly task: TaskId;
  readonly summary: string;
  readonly license: string;
  readonly languages: readonly string[];
  /** The kind of work that a need has to ask for; null: any of its task. */
  readonly kind: string | null;
  /** A file that is there where it is installed, from the folder of what loads models. */
  readonly marker: readonly string[];
}

/** Finds speech, by Silero VAD. */
export const SPEECH_FINDER = "local:silero-vad";
/** Reads printed text, by PP-OCR. */
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

/** Returns the tool of a name; null for a model. */
export function localTool(id: string): LocalTool | null {
  return TOOLS.find((tool) => tool.id === id) ?? null;
}

/** Returns whether a tool does what a need asks for, in words. */
export function meets({ task, kind }: LocalTool, need: string): boolean {
  return kind === null || kindsAsked(task, need).includes(kind);
}
