import { Fault } from "@hugginggpt/shared";
import { z } from "zod";
import type { ConfigFlags } from "../config/configuration.js";

/** How the command put a run together, as its record keeps it; no secret is among it. */
const SETUP = z.object({
  /** Directory of the files that are made, absolute. */
  out: z.string(),
  /** Whether somebody is asked before anything is executed. */
  asks: z.boolean(),
  /** Whether results of earlier runs are reused. */
  cache: z.boolean(),
  controller: z.string().optional(),
  embedder: z.string().optional(),
  backend: z.array(z.string()).optional(),
  allowPrivateNetwork: z.boolean().optional(),
});

export type RunSetupRecord = z.infer<typeof SETUP>;

/** Returns what of the flags has to be the same when the run is taken up again. */
export function setupOf(
  flags: ConfigFlags,
  { out, asks, cache }: Pick<RunSetupRecord, "out" | "asks" | "cache">,
): RunSetupRecord {
  const { controller, embedder, backend, allowPrivateNetwork } = flags;
  return {
    out,
    asks,
    cache,
    ...(controller === undefined ? {} : { controller }),
    ...(embedder === undefined ? {} : { embedder }),
    ...(backend === undefined ? {} : { backend: [...backend] }),
    ...(allowPrivateNetwork === undefined ? {} : { allowPrivateNetwork }),
  };
}

/** Returns the setup that a record holds. @throws Fault INPUT_UNREADABLE where it holds none. */
export function readSetup(run: string, setup: unknown): RunSetupRecord {
  const read = SETUP.safeParse(setup);
  if (read.success) return read.data;
  throw new Fault("INPUT_UNREADABLE", `The record of ${run} does not say how it was put together`, {
    wanted: "a run that `hugginggpt run` or `chat` started",
    next: "Do the request anew.",
  });
}
