import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "@hugginggpt/shared";
import { codeOf, diskFault } from "./disk-fault.js";

const CLAIM = /^(?<pid>\d+)-(?<token>[0-9a-f]{16})\.claim$/;

/** What this process has claimed: a claim with its number and another token is one of an earlier life. */
const held = new Set<string>();

interface Claim {
  readonly file: string;
  readonly pid: number;
  readonly token: string;
}

/**
 * Claims a directory for this process and returns what gives it back. Whoever claims leaves a file of a name of its own
 * and then looks for those of others: of two at the same moment at most one goes on. The files of processes that are gone
 * are removed.
 * @throws Fault RUN_LOCKED with the number of the process that has it, DISK when the file cannot be written.
 */
export async function claimDirectory(dir: string): Promise<() => Promise<void>> {
  const token = randomBytes(8).toString("hex");
  const path = join(dir, `${process.pid}-${token}.claim`);
  const giveBack = async (): Promise<void> => {
    held.delete(token);
    await rm(path, { force: true });
  };
  held.add(token);
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(path, "");
  } catch (error) {
    held.delete(token);
    throw diskFault("write", path, error);
  }
  const other = await claimant(dir, token);
  if (other === null) return giveBack;
  await giveBack();
  throw new Fault("RUN_LOCKED", `Process ${other} is at this run`, {
    wanted: "to go on with the run",
    came: `a claim in ${dir}`,
    next: `Wait until it ends, or end process ${other}.`,
    retryable: true,
  });
}

/**
 * Returns the number of a living process that has claimed a directory; null where none has. Removes the files of those
 * that are gone. `except`: the token that does not count.
 */
export async function claimant(dir: string, except?: string): Promise<number | null> {
  for (const { file, pid, token } of await claimsIn(dir)) {
    if (token === except) continue;
    if (pid === process.pid ? held.has(token) : isAlive(pid)) return pid;
    await rm(join(dir, file), { force: true });
  }
  return null;
}

async function claimsIn(dir: string): Promise<Claim[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw diskFault("read", dir, error);
  });
  return names.flatMap((file) => {
    const { pid, token } = CLAIM.exec(file)?.groups ?? {};
    return pid && token ? [{ file, pid: Number(pid), token }] : [];
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it lives.
    return codeOf(error) === "EPERM";
  }
}
