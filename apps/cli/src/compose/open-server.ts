import { randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  createController,
  MemoryRunQueue,
  OwnRepeats,
  openMarks,
  readUserInputs,
  userFileOf,
} from "@hugginggpt/runtime";
import { writePrivate } from "@hugginggpt/runtime/files";
import type { Access, ServerOptions } from "@hugginggpt/server";
import { describeError, systemClock } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { makeFolder } from "@hugginggpt/shared/folders";
import type { ConfigFlags } from "../config/configuration.js";
import { languageOf } from "../lang/language.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { version } from "../program/version.js";
import { closingIfFailed } from "./closing.js";
import type { RunDatabase } from "./database/run-database.js";
import { openRuntime } from "./runtime.js";
import { storedRunPage } from "./stored-run-page.js";
import { syncControl } from "./sync-control.js";

/** What the caller decides about a server. */
export interface ServerSetup {
  readonly access: Access;
  readonly publicUrl: string | null;
  readonly jarvis: boolean;
  /** How many runs it works on at the same time. */
  readonly runs: number;
  /** Whether it works on the runs of a shared queue itself; true by default. */
  readonly works?: boolean;
  /** Directory of the page's files; null: there is no page. */
  readonly page: string | null;
}

/** The open parts of a server. */
export interface OpenedServer {
  readonly options: ServerOptions;
  /** Whether its runs are shared with other servers and workers. */
  readonly isShared: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Opens the local state for a server or for tools.
 * @throws Fault for missing credentials, an unusable configuration or registry, DISK.
 */
export async function openServer(
  flags: ConfigFlags,
  { runs, works = true, ...setup }: ServerSetup,
  context: CliContext,
): Promise<OpenedServer> {
  return closingIfFailed(await openRuntime({ ...flags, persist: true }, context), async (opened) => {
    const { runtime, home, storage, shared, withKey, close } = opened;
    if (!storage) throw new Error("Internal error: a server without a storage");
    const { settings, configuration, http, registry, embedder } = home;
    const state = join(configuration.home, "server");
    const queueing = await (shared ? sharedQueue(shared) : ownQueue(state));
    const controller = await createController(null, {
      settings,
      http,
      contextTokens: configuration.contextTokens,
    });
    const options: ServerOptions = {
      ...{ runtime, storage, registry, embedder, controller, ...setup },
      ...queueing,
      works,
      readFile: (name, bytes, handle) => userFileOf(name, bytes, handle),
      fetchFile: async (address, handle, signal) => {
        const { files } = await readUserInputs([address], { http, signal, cwd: context.cwd }, handle);
        const [file] = files;
        if (!file) throw new Error("Internal error: an address without a file");
        return file;
      },
      runtimeWithKey: withKey,
      runPage: (stored) => storedRunPage(stored, storage),
      sync: syncControl(flags, context),
      clock: systemClock,
      version: version(),
      limits: { runs },
      translate: async (text, languages) =>
        languageOf(languages) === "zh" ? (await import("../lang/chinese.js")).chinese().say(text) : text,
      onBug: (error) =>
        noteLine(context, `error: ${error instanceof Error ? error.stack : describeError(error)}`),
    };
    const closeAll = async (): Promise<void> => {
      await queueing.queue.close();
      await close();
    };
    return { options, isShared: shared !== null, close: closeAll };
  });
}

/** The parts of a server that depend on whether others share its runs. */
type Queueing = Pick<ServerOptions, "queue" | "restoreRuns" | "linkKey" | "repeats">;

async function ownQueue(state: string): Promise<Queueing> {
  const key = await linkKey(state);
  const queue = new MemoryRunQueue(openMarks(join(state, "open")));
  const repeats = await OwnRepeats.open(systemClock, join(state, "requests.jsonl"));
  return { queue, restoreRuns: () => queue.restore(), linkKey: key, repeats };
}

async function sharedQueue({ openQueue, secret, repeats }: RunDatabase): Promise<Queueing> {
  return {
    queue: await openQueue(),
    restoreRuns: async () => undefined,
    linkKey: await secret("artifact-links"),
    repeats,
  };
}

const KEY_BYTES = 32;

/** Returns the secret that signs links to artifacts; the first server of a home creates it. */
async function linkKey(folder: string): Promise<string> {
  makeFolder(folder, 0o700);
  const path = join(folder, "link-key");
  const kept = await readRegular(path, 1024);
  if (kept) return kept.toString("utf8");
  const key = randomBytes(KEY_BYTES).toString("hex");
  await writePrivate(path, key);
  return key;
}
