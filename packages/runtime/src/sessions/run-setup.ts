import { Fault } from "@hugginggpt/shared";
import { z } from "zod";
import type { StoredRun } from "./stored-run.js";

/** The schema of how a run was put together, as its record keeps it for whoever resumes it; no secret is among it. */
export const SETUP = z.object({
  /** Where the files that are made lie: an absolute directory, or `artifacts:<run>` in the store that all machines share. */
  out: z.string(),
  /** Where the files are that it took over from an earlier run, by their names. */
  earlier: z.record(z.string(), z.string()).optional(),
  /** Whether the plan is proposed before anything is executed. */
  asks: z.boolean(),
  /** Whether results of earlier runs are reused. */
  cache: z.boolean(),
  /** The chat that it is a request of. */
  chat: z.string().optional(),
  controller: z.string().optional(),
  embedder: z.string().optional(),
  backend: z.array(z.string()).optional(),
});

export type RunSetupRecord = z.infer<typeof SETUP>;

/** Returns the setup that the record of a run holds. @throws Fault INPUT_UNREADABLE if it holds none. */
export function readSetup({ run, record }: Pick<StoredRun, "run" | "record">): RunSetupRecord {
  const read = SETUP.safeParse(record.input?.setup);
  if (read.success) return read.data;
  throw new Fault("INPUT_UNREADABLE", `The record of ${run} does not say how it was put together`, {
    wanted: "a run that `hugginggpt run` or `chat` started",
    next: "Run the request again.",
  });
}
