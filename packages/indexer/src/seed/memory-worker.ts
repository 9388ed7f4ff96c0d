import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const POLL_MS = 20;
const STDERR = 2;

// Ends its process once that takes more than `most` bytes: memory outside V8's heap has no limit of its own. This runs
// on a thread, because the one that decodes is busy meanwhile.
const most = Number(workerData.most);
setInterval(() => {
  const taken = process.memoryUsage.rss();
  if (taken <= most) return;
  writeSync(STDERR, `out of memory: ${taken} bytes are more than ${most}\n`);
  process.kill(process.pid, "SIGKILL");
}, POLL_MS);
