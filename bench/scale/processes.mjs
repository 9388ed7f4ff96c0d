import { readdirSync, readFileSync } from "node:fs";

/** Ticks of processor time a second, on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS = 100;

/** Returns the seconds of processor time that a process has used, and those of its children that ended; 0 for one that is gone. */
export function processorSeconds(pid) {
  const fields = statOf(pid);
  const used = fields?.slice(11, 15) ?? []; // utime, stime, cutime, cstime
  return used.reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

/** Returns the process that has started another; -1 for one that is gone. */
export function parentOf(pid) {
  return Number(statOf(pid)?.[1] ?? -1);
}

/** Returns the processes that a process has started, and those that they have. */
export function childrenOf(pid) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)]);
  const own = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

/** Returns a process's most resident memory so far, in bytes. */
export function peakBytes(pid) {
  const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

/** The fields of `/proc/<pid>/stat` after the name: state, parent ... (man proc_pid_stat). */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null; // It has ended.
  }
}
