import type { Endpoint } from "../nouns/endpoint.js";
import type { TaskId } from "../tasks/task-id.js";

/** A tool that ships with the product and needs neither credentials nor a download. */
export interface BuiltinTool {
  /** Id in the registry: `builtin/<tool>`. */
  readonly id: string;
  readonly tool: string;
  readonly task: TaskId;
  readonly summary: string;
  /** Licence of the library that does the work. */
  readonly license: string;
  readonly languages: readonly string[];
  /** What it cannot do, in a phrase. */
  readonly limits: string;
}

const tool = (
  name: string,
  task: TaskId,
  license: string,
  languages: readonly string[],
  summary: string,
  limits: string,
): BuiltinTool => ({ id: `builtin/${name}`, tool: name, task, license, languages, summary, limits });

const PICTURES = "PNG and JPEG of at most 16 million pixels";

/** Every built-in tool. The runtime implements exactly these; a test holds both lists together. */
export const BUILTIN_TOOLS: readonly BuiltinTool[] = [
  tool(
    "flite",
    "text-to-speech",
    "bsd-4-clause",
    ["en"],
    "Reads English text aloud with the Flite speech synthesizer, compiled to WebAssembly. A robotic voice, no download.",
    "English only, at most 20,000 characters",
  ),
  tool(
    "textrank",
    "summarization",
    "mit",
    [],
    "Summarizes a text by quoting its most central sentences (TextRank). Extractive: it never rewrites.",
    "quotes and never rewrites",
  ),
  tool(
    "vader",
    "text-classification",
    "apache-2.0",
    ["en"],
    "Says whether an English text is positive, negative or neutral, by the VADER sentiment lexicon.",
    "English only, by words and rules: irony escapes it",
  ),
  tool(
    "compromise",
    "token-classification",
    "mit",
    ["en"],
    "Marks names of people, places and organisations in English text by rules and word lists (compromise).",
    "English only, by rules and word lists",
  ),
  tool(
    "tesseract",
    "image-to-text",
    "apache-2.0",
    ["en"],
    "Reads printed English text in pictures (OCR): scans, signs, receipts, screenshots. It describes nothing else.",
    "printed English only: no handwriting, no other scripts",
  ),
  tool(
    "canny",
    "canny-control",
    "mit",
    [],
    "Draws the edges of a picture as thin white lines on black (Canny).",
    PICTURES,
  ),
  tool(
    "soft-edges",
    "hed-control",
    "mit",
    [],
    "Draws the edges of a picture softly, strong ones brighter, by gradients.",
    PICTURES,
  ),
  tool("line-segments", "mlsd-control", "mit", [], "Draws the straight lines of a picture.", PICTURES),
  tool(
    "scribble",
    "scribble-control",
    "mit",
    [],
    "Draws the outlines of a picture as with a thick pen.",
    PICTURES,
  ),
  tool(
    "normals",
    "normal-control",
    "mit",
    [],
    "Draws the surface directions of a depth map; of a photograph a guess by its brightness.",
    PICTURES,
  ),
  tool(
    "dubbing",
    "video-dubbing",
    "mpl-2.0",
    [],
    "Puts a recording into a video as its sound, one file for both (mediabunny). Pictures are not encoded anew.",
    "videos in MP4, MOV or WebM",
  ),
];

/** Returns what a built-in tool cannot do, by the tool's id; null for a model. */
export function builtinLimits(id: string): string | null {
  return BUILTIN_TOOLS.find((builtin) => builtin.id === id)?.limits ?? null;
}

/** Returns the endpoint by which a built-in tool runs. */
export function builtinEndpoint(builtin: BuiltinTool): Endpoint {
  return { kind: "builtin", provider: "builtin", tool: builtin.tool, task: builtin.task, status: "live" };
}
