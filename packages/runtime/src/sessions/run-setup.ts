import { Fault } from "@hugginggpt/shared";
import { z } from "zod";
import type { StoredRun } from "./stored-run.js";

/** The schema of a run's setup, which its record holds so that the run can be resumed. It contains no secret. */
export const SETUP = z.object({
  /** The place of the files that it makes: an absolute directory, or `artifacts:<run>` in the shared store. */
  out: z.string(),
  /** The places of the files that it took over from an earlier run, by name. */
  earlier: z.record(z.string(), z.string()).optional(),
  /** Whether the plan needs approval before it is executed. */
  asks: z.boolean(),
  /** Whether results of earlier runs are reused. */
  cache: z.boolean(),
  /** The id of the chat that it belongs to. */
  chat: z.string().optional(),
  controller: z.string().optional(),
  embedder: z.string().optional(),
  backend: z.array(z.string()).optional(),
});

export type RunSetupRecord = z.infer<typeof SETUP>;

/** Returns the setup in the record of a run. @throws Fault INPUT_UNREADABLE if there is none. */
export function readSetup({ run, record }: Pick<StoredRun, "run" | "record">): RunSetupRecord {
  const read = SETUP.safeParse(record.input?.setup);
  if (read.success) return read.data;
  throw new Fault("INPUT_UNREADABLE", `The record of ${run} does not say how it was put together`, {
    wanted: "a run that `hugginggpt run` or `chat` started",
    next: "Run the request again.",
  });
}
