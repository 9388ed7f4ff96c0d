import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inThread, type ThreadFailure } from "./in-thread.js";

const PROGRAM = `
import { parentPort, workerData } from "node:worker_threads";
if (workerData === "loop") for (;;);
if (workerData === "throw") throw new Error("broken");
if (workerData === "outside") { const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1)); }
if (workerData === "heap") { const all = []; for (;;) all.push([all.length, {}]); }
parentPort.postMessage({ said: workerData, env: Object.keys(process.env).length });
`;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-thread-"));
  await writeFile(join(dir, "program.mjs"), PROGRAM);
});
afterAll(() => rm(dir, { recursive: true }));

const LIMITS = { ms: 60_000, heapMb: 64, growthMb: 256 };
const ask = (job: string, more: object = {}): Promise<object | ThreadFailure> =>
  inThread(pathToFileURL(join(dir, "program.mjs")), job, { ...LIMITS, ...more });

describe("inThread", () => {
  it("returns what the thread says, which knows nothing of this process's environment", async () => {
    expect(await ask("hello")).toEqual({ said: "hello", env: 0 });
  });

  it.each<[string, object, ThreadFailure]>([
    ["loop", { ms: 200 }, "time"],
    ["throw", {}, "crash"],
    ["heap", {}, "memory"],
    ["outside", {}, "memory"],
  ])("ends a thread that does nothing but %s", async (job, limits, why) => {
    expect(await ask(job, limits)).toBe(why);
  });

  it("ends it when it is told to", async () => {
    const controller = new AbortController();
    const asked = ask("loop", { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });
});
