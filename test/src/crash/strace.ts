import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** System calls that change files. */
const CALLS = [
  "openat",
  "write",
  "writev",
  "pwrite64",
  "pwritev",
  "fsync",
  "fdatasync",
  "ftruncate",
  "rename",
  "unlink",
] as const;

type SystemCall = (typeof CALLS)[number];

/** One system call on given files: the n-th of its kind in some thread, counted from 1. */
export interface CallPoint {
  readonly call: SystemCall;
  readonly n: number;
}

/** What happens at a call: the process is killed, or the call fails. */
export type Injection = "signal=SIGKILL" | "error=EIO" | "error=ENOSPC";

export interface Traced {
  /** Node's file and arguments. */
  readonly command: readonly string[];
  /** Only calls on these files count. */
  readonly files: readonly string[];
}

export interface TracedEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** A command that hangs is ended after this, in milliseconds. */
const LIMIT_MS = 60_000;

/** Whether strace is there and may trace. */
export const CAN_TRACE =
  process.platform === "linux" &&
  spawnSync("strace", ["-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=1", "true"]).status === 0;

/** Runs a command to its end and returns every call on the files: each kind up to its number in the busiest thread. */
export async function callsOf(traced: Traced): Promise<CallPoint[]> {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-strace-"));
  try {
    const log = join(folder, "log");
    const end = await strace(["--seccomp-bpf", "-e", `trace=${CALLS.join(",")}`, "-o", log], traced);
    if (end.code !== 0)
      throw new Error(`the traced command ended with ${end.code ?? end.signal}: ${end.stderr}`);
    return pointsIn(readFileSync(log, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command in which something happens at one call. */
export function runWith(injection: Injection, { call, n }: CallPoint, traced: Traced): Promise<TracedEnd> {
  const inject = `inject=${call}:${injection}:when=${n}`;
  // A filter in the kernel makes it quick, but lets no signal be sent.
  const quick = injection === "signal=SIGKILL" ? [] : ["--seccomp-bpf"];
  return strace([...quick, "-e", `trace=${call}`, "-e", inject, "-o", "/dev/null"], traced);
}

/** One thread of the pool does all that Node's own file calls do, so that they come in order. */
async function strace(options: readonly string[], { command, files }: Traced): Promise<TracedEnd> {
  const paths = files.flatMap((file) => ["-P", file]);
  const child = spawn("strace", ["-f", "-qq", ...options, ...paths, ...command], {
    env: { UV_THREADPOOL_SIZE: "1", PATH: process.env.PATH },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    stderr += piece;
  });
  await once(child, "close");
  return { code: child.exitCode, signal: child.signalCode, stderr };
}

/** Lines are `PID call(...) = result`; a call that was interrupted by another thread's line has two. */
function pointsIn(log: string): CallPoint[] {
  const counts = new Map<string, number>();
  for (const line of log.split("\n")) {
    const [, pid, call] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (call !== undefined) counts.set(`${pid} ${call}`, (counts.get(`${pid} ${call}`) ?? 0) + 1);
  }
  return CALLS.flatMap((call) => {
    const threads = [...counts].filter(([key]) => key.endsWith(` ${call}`)).map(([, count]) => count);
    return Array.from({ length: Math.max(0, ...threads) }, (_, n) => ({ call, n: n + 1 }));
  });
}
