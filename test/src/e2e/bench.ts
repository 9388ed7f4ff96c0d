import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { ShownReport } from "../../../apps/cli/dist/programs.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import { startInference } from "../inference-server.js";
import type { ChatCall } from "../llm/chat-call.js";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { type ChatScript, type LlmServer, startLlm } from "../llm-server.js";
import type { RequestMatcher } from "../loopback/fault-rules.js";
import type { LoopbackServer } from "../loopback/loopback-server.js";
import { defaultMappings } from "../providers/default-mappings.js";
import { startCli } from "./cli.js";
import { startProcess } from "./cli-process.js";
import type { CliOptions, CliResult, RunningCli } from "./running-cli.js";
import { HF_SECRET, OPENAI_SECRET } from "./secrets.js";
import { syncAll } from "./syncing.js";
import { filesUnder, makeHome, tempHome } from "./temp-home.js";

/** The three loopback servers over the invented models, and a registry that was synced from them. */
export interface Bench {
  readonly llm: LlmServer;
  readonly inference: LoopbackServer;
  /** The calls of the running test to the language model. */
  readonly calls: readonly ChatCall[];
  /** The home that was synced; only for what writes nothing. */
  readonly synced: string;
  /** Says what the language model answers from now on. */
  answerBy(script: ChatScript): void;
  /** Returns a home of the running test's own, with the registry in it. */
  home(): string;
  /** Starts `hugginggpt` with the arguments in a home, with credentials for the servers. */
  start(args: readonly string[], options: StartOptions): RunningCli;
  /** Starts it so in a process of its own, which can be killed. */
  startProcess(args: readonly string[], options: StartOptions): RunningCli;
  run(args: readonly string[], options: StartOptions): Promise<CliResult>;
  /** Runs with `--json` and returns the document. @throws Error where it printed none. */
  report(args: readonly string[], options: StartOptions): Promise<ShownReport>;
  /** Matches the router's requests for work at a task's models, jobs' status and files left out. */
  worksAt(task: string): Extract<RequestMatcher, (...args: never) => unknown>;
  /** Forgets requests, faults and scripts. */
  reset(): void;
  close(): Promise<void>;
}

interface StartOptions {
  readonly home: string;
  /** Beyond the servers' addresses and their credentials. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
}

/** What a sync of the invented models leaves in a home, and the address of the Hub, which is closed. */
interface SyncedHome {
  readonly hub: string;
  /** Contents by path within the home. */
  readonly files: ReadonlyMap<string, Buffer>;
}

let synced: Promise<SyncedHome> | null = null;

async function syncInvented(): Promise<SyncedHome> {
  const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
  const home = makeHome();
  try {
    await syncAll({ hub, home: home.path });
    const paths = filesUnder(home.path);
    const files = paths.map((path) => [relative(home.path, path), readFileSync(path)] as const);
    return { hub: hub.url, files: new Map(files) };
  } finally {
    home.remove();
    await hub.close();
  }
}

/** Starts the servers, and makes a home with a registry that was synced from the Hub, which each worker of vitest does once. */
export async function startBench(): Promise<Bench> {
  const mappings = defaultMappings(readHubRows(INVENTED_FILE));
  let script: ChatScript = sandboxReply;
  synced ??= syncInvented();
  const { hub, files } = await synced;
  const calls: ChatCall[] = [];
  const reply: ChatScript = (call) => {
    calls.push(call);
    return script(call);
  };
  const llm = await startLlm({ reply, apiKey: OPENAI_SECRET });
  const inference = await startInference({ mappings, tokens: [HF_SECRET] });
  const registry = makeHome();
  for (const [path, content] of files) {
    mkdirSync(dirname(join(registry.path, path)), { recursive: true });
    writeFileSync(join(registry.path, path), content);
  }
  const env = {
    HF_ENDPOINT: hub,
    HF_INFERENCE_ENDPOINT: inference.url,
    HF_TOKEN: HF_SECRET,
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_API_KEY: OPENAI_SECRET,
  };
  const withEnv = (options: StartOptions): CliOptions => ({ ...options, env: { ...env, ...options.env } });
  const start: Bench["start"] = (args, options) => startCli("hugginggpt", args, withEnv(options));
  return {
    llm,
    inference,
    calls,
    synced: registry.path,
    answerBy: (given) => {
      script = given;
    },
    home: () => {
      const home = tempHome();
      cpSync(join(registry.path, "registry.sqlite"), join(home, "registry.sqlite"));
      return home;
    },
    start,
    startProcess: (args, options) => startProcess("hugginggpt", args, withEnv(options)),
    run: (args, options) => start(args, options).ended,
    report: async (args, options) => reportOf(await start([...args, "--json"], options).ended),
    worksAt: (task) => {
      const ids = mappings.filter((one) => one.task === task).map((one) => one.providerId);
      return ({ method, path }) => method === "POST" && ids.some((id) => path.endsWith(`/${id}`));
    },
    reset: () => {
      calls.length = 0;
      script = sandboxReply;
      for (const server of [llm, inference]) {
        server.heal();
        server.clearRequests();
      }
    },
    close: async () => {
      await Promise.all([llm.close(), inference.close()]);
      registry.remove();
    },
  };
}

/** Returns the document that a run printed. @throws Error with the exit code and standard error where it printed none. */
export function reportOf({ code, stdout, stderr }: CliResult): ShownReport {
  if (stdout === "") throw new Error(`No document, exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}
