import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("../../postgres/server.mjs", import.meta.url));

/** A PostgreSQL that is restarted as by a crash of its own, and keeps what it has committed. */
export interface RestartedPostgres {
  readonly url: string;
  /** The process that has started it. */
  readonly pid: number;
  /** Ends it at once (immediate shutdown) and starts it again; resolves when it is there. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one, which waits for its disk if that is wanted, or returns why there is none here. */
export async function restartedPostgres(
  isSynced = false,
): Promise<RestartedPostgres | { readonly missing: string }> {
  const args = [SERVER, "--lasting", ...(isSynced ? ["--synced"] : [])];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  const said = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async (): Promise<{ readonly url?: string; readonly missing?: string }> => {
    const { value, done } = await said.next();
    return done ? { missing: "the process that starts PostgreSQL has ended" } : JSON.parse(value);
  };
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await closed;
  };
  const { url, missing = "PostgreSQL does not start here" } = await answer();
  if (url === undefined) {
    await stop();
    return { missing };
  }
  const restart = async (): Promise<void> => {
    child.stdin.write("\n");
    const again = await answer();
    if (again.url === undefined) throw new Error(again.missing);
  };
  return { url, pid: child.pid ?? -1, restart, stop };
}
