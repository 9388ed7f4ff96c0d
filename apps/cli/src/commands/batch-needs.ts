import { createInterface } from "node:readline";
import { describeError, Fault, parseJson } from "@hugginggpt/shared";
import { z } from "zod";
import type { CliContext } from "../program/cli-context.js";
import { boundedLines, openInput } from "../program/standard-input.js";

const NEED = z.object({
  qid: z.union([z.string(), z.number()]),
  query: z.string(),
  task: z.string().nullish(),
});

export type BatchNeed = z.infer<typeof NEED>;

/**
 * Yields the needs in a file of JSON lines, in order; skips empty lines. `-` reads standard input.
 * @throws Fault INPUT_UNREADABLE if the file cannot be read, USAGE with the line number for a line that is not a need.
 */
export async function* readBatch(file: string, context: CliContext): AsyncGenerator<BatchNeed> {
  const { signal } = context;
  let number = 0;
  try {
    const input = boundedLines(openInput(file, context));
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, signal })) {
      number++;
      if (line.trim()) yield parseNeed(line, number, file);
    }
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Fault) throw error;
    throw new Fault("INPUT_UNREADABLE", `Could not read ${file}`, {
      came: describeError(error),
      next: "Check the path.",
      cause: error,
    });
  }
}

function parseNeed(line: string, number: number, file: string): BatchNeed {
  const parsed = NEED.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw new Fault("USAGE", `Line ${number} of ${file} is not a search need`, {
    wanted: '{"qid": ..., "query": "...", "task"?: "..."}',
    came: line.slice(0, 120),
    next: "Correct the line.",
  });
}
