import { existsSync } from "node:fs";
import type { SyncReport } from "@hugginggpt/shared";
import { CORPUS_FILE } from "../hub/hub-row.js";
import type { HubServer } from "../hub-server.js";
import type { LoggedRequest } from "../loopback/loopback-request.js";
import type { LoopbackServer } from "../loopback/loopback-server.js";
import { runCli, startCli } from "./cli.js";
import { type CliProcess, startProcess } from "./cli-process.js";
import type { CliOptions, CliResult, RunningCli } from "./running-cli.js";

/** The arguments of a sync that keeps every model. */
export const EVERYTHING: readonly string[] = ["sync", "--min-likes", "0", "--min-downloads", "0"];

export const NO_CORPUS = !existsSync(CORPUS_FILE);

/** Ends the title of a suite that needs the corpus. */
export const CORPUS_NOTE = NO_CORPUS ? " (skipped: ../shared/corpus is not beside the repository)" : "";

/** Requests that a kill may have sent again, by kind: what a sync asks for at once and has not committed. */
export const AT_ONCE = { listing: 1, endpoints: 4, cards: 8 } as const;
export const PROVIDERS = 19;

interface SyncSetting {
  readonly hub: HubServer;
  readonly home: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a sync of everything. */
export function startSync(setting: SyncSetting): RunningCli {
  return startCli("indexer", [...EVERYTHING, ...(setting.args ?? [])], optionsOf(setting));
}

/** Starts a sync of everything in a process of its own, which can be killed. */
export function startSyncProcess(setting: SyncSetting): CliProcess {
  return startProcess("indexer", [...EVERYTHING, ...(setting.args ?? [])], optionsOf(setting));
}

/**
 * Syncs everything and returns the report.
 * @throws Error with what the command wrote where it did not end with 0.
 */
export async function syncAll(setting: SyncSetting): Promise<SyncReport> {
  const args = [...EVERYTHING, "--json", ...(setting.args ?? [])];
  const result = await runCli("indexer", args, optionsOf(setting));
  if (result.code !== 0) throw new Error(`The sync ended with ${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** Starts a sync in a process, sends it a signal when the server has got its n-th matching request, and returns how it ended. */
export async function syncStruckAt(
  n: number,
  signal: NodeJS.Signals,
  setting: SyncSetting & { readonly server?: LoopbackServer; readonly match?: string },
): Promise<CliResult> {
  const sync = startSyncProcess({ ...setting, args: ["--json", ...(setting.args ?? [])] });
  const rule = (setting.server ?? setting.hub).inject({
    ...(setting.match === undefined ? {} : { match: setting.match }),
    after: n - 1,
    times: 1,
    fault: (_request, honest) => {
      sync.kill(signal);
      return honest();
    },
  });
  try {
    return await sync.ended;
  } finally {
    rule.remove();
  }
}

/** The requests of a Hub's log by what they are for. */
export function sortRequests(requests: readonly LoggedRequest[]): {
  readonly listing: readonly LoggedRequest[];
  readonly endpoints: readonly LoggedRequest[];
  readonly cards: readonly LoggedRequest[];
} {
  const of = (pattern: RegExp) => requests.filter(({ path }) => pattern.test(path));
  return { listing: of(/^\/api\/models$/), endpoints: of(/^\/api\/partners\//), cards: of(/\/raw\//) };
}

function optionsOf({ hub, home, env }: SyncSetting): CliOptions {
  return { home, env: { HF_ENDPOINT: hub.url, ...env } };
}
