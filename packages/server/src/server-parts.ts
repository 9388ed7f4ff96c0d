import { findRun, followRun, OwnRepeats, openWorker, recordedRun } from "@hugginggpt/runtime";
import { ArtifactLinks } from "./desk/artifact-links.js";
import type { Leaving } from "./desk/leaving.js";
import { leavingOf } from "./desk/leaving.js";
import { Renditions } from "./desk/renditions.js";
import { RunDesk } from "./desk/run-desk.js";
import { DEFAULT_SERVER_LIMITS, type ServerLimits, type ServerOptions } from "./server-options.js";

/** What the routes of a server share. */
export interface ServerParts extends Omit<ServerOptions, "limits"> {
  readonly limits: ServerLimits;
  readonly desk: RunDesk;
  readonly links: ArtifactLinks;
  readonly leaving: Leaving;
  readonly renditions: Renditions;
}

/** Makes what the routes of a server share. */
export function serverParts(options: ServerOptions): ServerParts {
  const limits = { ...DEFAULT_SERVER_LIMITS, ...options.limits };
  const { runtime, storage, queue, clock, onBug } = options;
  const worker = openWorker({
    ...{ queue, clock, sessions: runtime, runs: storage.runs, most: limits.runs },
    takes: options.works ?? true,
    onTrouble: onBug,
  });
  const desk = new RunDesk({
    ...{ runtime, queue, worker, clock, limits },
    isShared: storage.runs.shared !== undefined,
    follow: async (run) => followRun(await findRun(storage.runs, run), { sessions: runtime, queue, storage }),
    record: async (run) => recordedRun(await storage.runs.entries(run)),
    repeats: options.repeats ?? new OwnRepeats(clock),
  });
  return {
    ...options,
    limits,
    desk,
    links: new ArtifactLinks(options.linkKey),
    leaving: leavingOf(desk, clock),
    renditions: new Renditions(storage),
  };
}
