import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProcess } from "../e2e/cli-process.js";
import type { RunningCli } from "../e2e/running-cli.js";
import { planning, planOf } from "../e2e/scripts.js";
import { HF_SECRET, OPENAI_SECRET } from "../e2e/secrets.js";
import { syncAll } from "../e2e/syncing.js";
import { makeHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import { startInference } from "../inference-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import type { LoopbackServer } from "../loopback/loopback-server.js";
import { defaultMappings } from "../providers/default-mappings.js";

/** What the killed runs do: one task of each kind, in a graph with a fork, texts and files, and jobs that are waited for. */
const TASKS = [
  { task: "text-to-image", args: { text: "a lighthouse at dusk" }, dep: [-1] },
  { task: "image-to-text", args: { image: "<GENERATED>-0" }, dep: [0] },
  { task: "text-to-speech", args: { text: "<GENERATED>-1" }, dep: [1] },
  { task: "translation", args: { text: "<GENERATED>-1" }, dep: [1] },
  { task: "text-to-video", args: { text: "waves" }, dep: [-1] },
];

const REQUEST = "Draw a lighthouse, describe it, read the description, translate it, and film waves";

/** A registry that was synced, for servers of which several can be started. */
export interface RunBench {
  /** Starts a language model that plans `TASKS`, and a router. */
  servers(): Promise<RunServers>;
  /** Calls `work` with a home that holds the registry, and removes it. */
  withHome<T>(work: (home: string) => Promise<T>): Promise<T>;
  close(): void;
}

/** The servers of one run after another. */
export interface RunServers {
  readonly llm: LlmServer;
  readonly inference: LoopbackServer;
  /** How often each task was asked for since the last `clear`: submitted, not waited for. By its number in the plan. */
  asked(): readonly number[];
  /** Starts the run, or what goes on with the last one. */
  start(what: "run" | "resume", home: string): RunningCli;
  clear(): void;
  close(): Promise<void>;
}

/** Syncs a registry from a Hub, which is then closed. */
export async function startRunBench(): Promise<RunBench> {
  const rows = readHubRows(INVENTED_FILE);
  const hub = await startHub({ rows });
  const registry = makeHome();
  await syncAll({ hub, home: registry.path });
  await hub.close();
  return {
    servers: () => startServers(rows, hub.url),
    withHome: async (work) => {
      const home = mkdtempSync(join(tmpdir(), "hugginggpt-crash-"));
      try {
        cpSync(join(registry.path, "registry.sqlite"), join(home, "registry.sqlite"));
        return await work(home);
      } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    close: () => registry.remove(),
  };
}

async function startServers(rows: ReturnType<typeof readHubRows>, hubUrl: string): Promise<RunServers> {
  const mappings = defaultMappings(rows);
  const llm = await startLlm({ reply: planning(planOf(...TASKS)), apiKey: OPENAI_SECRET });
  const inference = await startInference({ mappings, tokens: [HF_SECRET], polls: 0 });
  const env = {
    HF_ENDPOINT: hubUrl,
    HF_INFERENCE_ENDPOINT: inference.url,
    HF_TOKEN: HF_SECRET,
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_API_KEY: OPENAI_SECRET,
  };
  const idsOf = TASKS.map(({ task }) =>
    mappings.filter((one) => one.task === task).map((one) => one.providerId),
  );
  return {
    llm,
    inference,
    asked: () =>
      idsOf.map(
        (ids) =>
          inference.requests.filter(
            ({ method, path }) => method === "POST" && ids.some((id) => path.endsWith(`/${id}`)),
          ).length,
      ),
    start: (what, home) =>
      startProcess(
        "hugginggpt",
        what === "run"
          ? ["run", REQUEST, "--backend", "providers", "--json"]
          : ["runs", "resume", "last", "--json"],
        { home, env },
      ),
    clear: () => {
      for (const server of [llm, inference]) {
        server.heal();
        server.clearRequests();
      }
    },
    close: async () => {
      await Promise.all([llm.close(), inference.close()]);
    },
  };
}
