import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const WORKER = new URL("../../dist/seed/memory-worker.js", import.meta.url);
/** A program that is watched, and too busy to be told anything. */
const BUSY = `
  const { Worker } = require("node:worker_threads");
  const watch = new Worker(process.argv[1], { workerData: { most: Number(process.argv[2]) } });
  watch.unref();
  const alive = setInterval(() => undefined, 1000);
  watch.on("online", () => {
    if (process.argv[3] === "busy") for (;;);
    clearInterval(alive);
  });`;

async function endOf(most: number, how: "busy" | "idle") {
  const child = spawn(process.execPath, ["-e", BUSY, fileURLToPath(WORKER), `${most}`, how]);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, said };
}

describe.skipIf(!existsSync(WORKER))("the watch over memory (skips without a build)", () => {
  it.skipIf(process.platform === "win32")("ends a process that takes more, however busy it is", async () => {
    const { signal, said } = await endOf(1, "busy");
    expect(signal).toBe("SIGKILL");
    expect(said).toMatch(/^out of memory: \d+ bytes are more than 1\n$/);
  });

  it("leaves alone what takes less, and does not keep it alive", async () => {
    expect(await endOf(2 ** 50, "idle")).toEqual({ code: 0, signal: null, said: "" });
  });
});
