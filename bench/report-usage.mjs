// Preloaded into a process that is measured: tells its parent, at the end, what it used.
import { existsSync, readFileSync } from "node:fs";

// On Linux `maxRSS` begins with what the parent held; this is the process's own count, in KiB.
const STATUS = "/proc/self/status";
const ownPeak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(STATUS, "utf8"))?.[1]);

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const peak = existsSync(STATUS) ? ownPeak() : maxRSS;
  process.send?.({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: peak / 1024 });
});
process.channel?.unref();
