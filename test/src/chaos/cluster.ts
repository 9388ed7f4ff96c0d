import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { keepHome } from "@hugginggpt/runtime/home";
import { cliFile } from "../e2e/cli-process.js";

/** The address of a server that ended before it had one. */
const NOWHERE = "http://127.0.0.1:1";
/** Whoever ends by itself so often will never work. */
const MANY_ENDS = 30;
const TOKEN = "chaos-token-of-all-servers";

/** What the processes of a cluster share. */
export interface ClusterSetup {
  readonly database: string;
  readonly endpoints: readonly object[];
  readonly workers: number;
  readonly servers: number;
  /** Runs that a worker does at the same time. Default 8. */
  readonly concurrency?: number;
}

/** A process that comes again whenever it ends, until the cluster is closed. */
class Member {
  readonly isServer: boolean;
  readonly #start: () => ChildProcess;
  #child: ChildProcess;
  #url: Promise<string>;
  #isOver = false;
  /** How it ended by itself, each time. */
  readonly endings: string[] = [];
  /** What it wrote last, for whoever asks why it does nothing. */
  said = "";

  constructor(isServer: boolean, start: () => ChildProcess) {
    this.isServer = isServer;
    this.#start = start;
    this.#child = start();
    this.#url = this.#watched();
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** The address of a server, once it has one. */
  get url(): Promise<string> {
    return this.#url;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
  }

  #watched(): Promise<string> {
    const child = this.#child;
    child.stderr?.on("data", (piece) => {
      this.said = `${this.said}${piece}`.slice(-2_000);
    });
    child.once("exit", (code) => {
      if (this.#isOver || this.endings.length >= MANY_ENDS) return;
      if (code !== null) this.endings.push(`${code}: ${this.said.trim().split("\n").slice(-2).join(" ")}`);
      this.#child = this.#start();
      this.#url = this.#watched();
    });
    if (!child.stdout) throw new Error("The child has no pipes");
    const lines = createInterface(child.stdout);
    return new Promise((resolve) => lines.once("line", resolve).once("close", () => resolve(NOWHERE)));
  }
}

/** Servers and workers over one database, each with a home of its own, as on as many machines. */
export class Cluster {
  readonly #home = mkdtempSync(join(tmpdir(), "hugginggpt-chaos-"));
  readonly members: readonly Member[];

  constructor({ database, endpoints, workers, servers, concurrency = 8 }: ClusterSetup) {
    const config = join(this.#home, "hugginggpt.config.json");
    writeFileSync(config, JSON.stringify({ endpoints }));
    const artifacts = join(this.#home, "artifacts");
    const env = {
      PATH: process.env.PATH ?? "",
      TMPDIR: tmpdir(),
      HUGGINGGPT_CONFIG: config,
      HUGGINGGPT_CONTROLLER: "offline",
      HUGGINGGPT_DATABASE_URL: database,
      HUGGINGGPT_ARTIFACTS: artifacts,
      HUGGINGGPT_TOKEN: TOKEN,
    };
    const start = (n: number, args: readonly string[]) => () => {
      const home = join(this.#home, `home-${n}`);
      keepHome(home);
      return spawn(process.execPath, [cliFile("hugginggpt"), ...args], {
        cwd: this.#home,
        env: { ...env, HUGGINGGPT_HOME: home },
        stdio: ["ignore", "pipe", "pipe"],
      });
    };
    this.members = Array.from({ length: servers + workers }, (_, n) =>
      n < servers
        ? new Member(true, start(n, ["serve", "--port", "0", "--no-worker"]))
        : new Member(false, start(n, ["worker", "--concurrency", `${concurrency}`])),
    );
  }

  get workers(): readonly Member[] {
    return this.members.filter(({ isServer }) => !isServer);
  }

  /** How processes ended by themselves. */
  get endings(): string[] {
    return this.members.flatMap(({ endings }) => endings);
  }

  /** @throws Error with what a process wrote that ends whenever it is started. */
  requireStarting(): void {
    const lost = this.members.find(({ endings }) => endings.length >= MANY_ENDS);
    if (lost) throw new Error(`a ${lost.isServer ? "server" : "worker"} does not start: ${lost.said}`);
  }

  /**
   * Begins a run at one server or another, as often as it takes, and returns the id, or the ids, that clients were told: the
   * key says that it is the same. `twice`: it is sent to two servers at once. `signal` ends the trying.
   * @throws Error with what the last server answered.
   */
  async begin(word: string, plan: readonly object[], twice: boolean, signal: AbortSignal): Promise<string[]> {
    const servers = this.members.filter(({ isServer }) => isServer);
    let failure: unknown = null;
    for (let n = 0; ; n++) {
      if (signal.aborted) throw new Error(`no server began the run about ${word}`, { cause: failure });
      const asked = (twice ? [n, n + 1] : [n]).map(async (place) =>
        post(await servers[place % servers.length]?.url, word, plan, signal),
      );
      const answers = await Promise.allSettled(asked);
      const runs = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      if (runs.length > 0) return [...new Set(runs)];
      const [failed] = answers;
      if (failed?.status === "rejected" && !signal.aborted) failure = failed.reason;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.close()));
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @throws Error where the server does not answer, or did not take it. */
async function post(
  url: string | undefined,
  word: string,
  plan: readonly object[],
  signal: AbortSignal,
): Promise<string> {
  const answer = await fetch(`${url}/api/runs`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      "Content-Type": "application/json",
      "Idempotency-Key": word,
    },
    body: JSON.stringify({ request: `What becomes of ${word}?`, plan }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { run } = (await answer.json()) as { readonly run?: string };
  if (run === undefined) throw new Error("the answer names no run");
  return run;
}
