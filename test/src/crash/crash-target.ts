import { fileURLToPath } from "node:url";
import { startNode, startProcess } from "../e2e/cli-process.js";
import type { CliResult, RunningCli } from "../e2e/running-cli.js";
import { EVERYTHING } from "../e2e/syncing.js";

const SMALL = fileURLToPath(new URL("../../bin/sync-small.js", import.meta.url));

/** What is killed: the command, or the same sync with index files of every kind at few models. */
export type Target = "command" | "every-index";

/** Starts a sync of everything. */
export function startTarget(target: Target, home: string, hub: string): RunningCli {
  return target === "command"
    ? startProcess("indexer", EVERYTHING, { home, env: { HF_ENDPOINT: hub } })
    : startSmall("sync", home, hub);
}

/** `open` is all that opening does: a migration, and the built-in tools. */
export type SmallWork = "open" | "sync" | "publish" | "verify";

/** Does one thing to a registry with index files of every kind, see `test/bin/sync-small.js`. */
export function startSmall(what: SmallWork, home: string, hub: string): RunningCli {
  return startNode(SMALL, [home, hub, what], { home });
}

/** Waits for the end. @throws Error with what was written where it did not end with 0. */
export async function succeed(running: RunningCli): Promise<CliResult> {
  const result = await running.ended;
  if (result.code !== 0) throw new Error(`ended with ${result.code ?? result.signal}: ${result.stderr}`);
  return result;
}

/** The command that `startSmall` runs, for a tracer. */
export function smallCommand(what: SmallWork, home: string, hub: string): string[] {
  return [process.execPath, SMALL, home, hub, what];
}
