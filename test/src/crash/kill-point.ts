import { watch } from "node:fs";
import type { RunningCli } from "../e2e/running-cli.js";
import type { HubServer } from "../hub-server.js";

/** When a sync is killed: as its n-th request arrives, at the n-th change of its files, or after so long. */
export interface KillPoint {
  readonly at: "request" | "file" | "time";
  /** From 1; milliseconds for `time`. */
  readonly n: number;
}

/** What an uninterrupted sync does, from which kill points are drawn. */
export interface Extent {
  /** Requests that are left. */
  readonly requests: number;
  /** Changes of files that are noticed. */
  readonly files: number;
  /** Milliseconds until its first request, and until its end. */
  readonly begins: number;
  readonly ends: number;
}

/** Node starts meanwhile: the registry is not open in this share of the time to the first request. */
const STARTING = 0.5;
/** Above 1: a registry that is killed early can be killed again. */
const EARLY = 1.5;

/** Returns a random point within an extent, early ones more often; `random` gives numbers in [0, 1). */
export function drawKillPoint(random: () => number, extent: Extent): KillPoint {
  const kind = random();
  const share = random() ** EARLY;
  const within = (most: number) => 1 + Math.floor(share * Math.max(1, most));
  if (extent.requests > 0 && kind < 0.4) return { at: "request", n: within(extent.requests) };
  if (kind < 0.7) return { at: "file", n: within(extent.files) };
  const first = Math.floor(extent.begins * STARTING);
  return { at: "time", n: first + within(extent.ends - first) };
}

/** Kills a sync at a point, unless it ends before. Resolves when it has ended. */
export async function killAt(
  { at, n }: KillPoint,
  sync: RunningCli,
  hub: HubServer,
  home: string,
): Promise<void> {
  const kill = () => sync.kill("SIGKILL");
  const disarm =
    at === "request" ? atRequest(hub, n, kill) : at === "file" ? atChange(home, n, kill) : afterTime(n, kill);
  try {
    await sync.ended;
  } finally {
    disarm();
  }
}

/** Counts the changes of files under a folder from now on; returns what ends that and tells how many there were. */
export function countChanges(home: string): () => number {
  let seen = 0;
  const watcher = watch(home, () => {
    seen++;
  });
  return () => {
    watcher.close();
    return seen;
  };
}

function atRequest(hub: HubServer, n: number, kill: () => void): () => void {
  const rule = hub.inject({
    after: n - 1,
    times: 1,
    fault: (_request, honest) => {
      kill();
      return honest();
    },
  });
  return () => rule.remove();
}

/** Linux, macOS and Windows tell of changes at different grain; each is a point. */
function atChange(home: string, n: number, kill: () => void): () => void {
  let seen = 0;
  const watcher = watch(home, () => {
    if (++seen === n) kill();
  });
  return () => watcher.close();
}

function afterTime(ms: number, kill: () => void): () => void {
  const timer = setTimeout(kill, ms);
  return () => clearTimeout(timer);
}
