import { buffer } from "node:stream/consumers";
import type { RunReport } from "@hugginggpt/runtime";
import type { ArtifactReader } from "@hugginggpt/shared";
import { z } from "zod";
import { previewOf } from "./preview.js";

/** Clients cut longer texts. The files have the full text. */
const ANSWER_CHARACTERS = 20_000;
const RESULT_CHARACTERS = 4_000;
/** For the results of all tasks together. A result is in the structured output and in the text. */
const RESULTS_CHARACTERS = 20_000;
/** Most previews in a result, which then stays below one megabyte in base64. */
const PREVIEWS = 2;

const task = z.object({
  id: z.int(),
  task: z.string(),
  status: z.string(),
  model: z.string().nullable(),
  text: z.string().nullable(),
  error: z.string().nullable(),
});
const file = z.object({ name: z.string(), mediaType: z.string(), bytes: z.int(), uri: z.string() });

/** The outcome of a run, as structured output. */
export const runResultSchema = z.object({
  run: z.string(),
  status: z.enum(["done", "partial", "failed"]),
  answer: z.string(),
  tasks: z.array(task),
  files: z.array(file),
  cost: z.number().describe("US dollars, as far as prices are known"),
});

export type RunResult = z.infer<typeof runResultSchema>;

/** Returns the URL of a file for the client. `path`: its path on this machine; null if unknown. */
export type UriOf = (run: string, name: string, path: string | null) => string;

/** Returns the outcome of a run. */
export function runResult(report: RunReport, artifacts: ArtifactReader, uriOf: UriOf): RunResult {
  const { run, status, answer, tasks, usage } = report;
  const most = Math.min(RESULT_CHARACTERS, Math.floor(RESULTS_CHARACTERS / Math.max(1, tasks.length)));
  return {
    run,
    status,
    answer: answer.slice(0, ANSWER_CHARACTERS),
    tasks: tasks.map(({ output, ...one }) => ({
      ...{ id: one.id, task: one.task, status: one.status, model: one.model },
      text: output.text?.slice(0, most) ?? null,
      error: one.error?.slice(0, most) ?? null,
    })),
    files: tasks
      .flatMap(({ artifacts }) => artifacts)
      .map(({ name, mediaType, bytes }) => ({
        name,
        mediaType,
        bytes,
        uri: uriOf(run, name, artifacts.pathOf(name)),
      })),
    cost: usage.cost,
  };
}

type Content =
  | { type: "text"; text: string }
  | { type: "image"; data: string; mimeType: string }
  | { type: "resource_link"; uri: string; name: string; mimeType: string; size: number };

/** Returns a tool's content: the answer, small pictures, a link to each file, and everything as JSON. */
export async function runContent(result: RunResult, artifacts: ArtifactReader): Promise<Content[]> {
  const content: Content[] = [{ type: "text", text: result.answer || `The run is ${result.status}.` }];
  for (const { name, mediaType } of result.files) {
    if (content.length > PREVIEWS || !mediaType.startsWith("image/")) continue;
    const opened = await artifacts.open(name);
    const preview = opened && (await previewOf(await buffer(opened.read()), mediaType));
    if (preview)
      content.push({
        type: "image",
        data: Buffer.from(preview.bytes).toString("base64"),
        mimeType: preview.mimeType,
      });
  }
  for (const { name, mediaType, bytes, uri } of result.files)
    content.push({ type: "resource_link", uri, name, mimeType: mediaType, size: bytes });
  return [...content, { type: "text", text: JSON.stringify(result) }];
}
