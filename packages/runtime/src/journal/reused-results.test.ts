import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job, Outcome, RunEvent, TaskOutput } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { providerEndpoint, ScriptedBackend, StepClock } from "../testing/execution-bench.js";
import { picture as png, recording } from "../testing/tiny-media.js";
import { ResultCache, resultKey } from "./result-cache.js";
import { ReusedResults } from "./reused-results.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-results-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** As a JSON parser gives it back: a plain array, not one of Node's buffers. */
const picture = { ...png, bytes: new Uint8Array(png.bytes) };
const endpoint = providerEndpoint("image-to-text");
const job: Job = { task: "image-to-text", taskId: 1, model: "m", endpoint, args: { image: picture } };
const output: TaskOutput = { text: "a picture", media: [picture] };
const outcome = (made: TaskOutput): Outcome => ({
  status: "succeeded",
  model: "m",
  endpoint: "e",
  output: made,
  artifacts: [],
  attempts: [],
});
const { signal } = new AbortController();

describe("resultKey", () => {
  it("is the same for the same task, model, revision and arguments, wherever and whenever they run", () => {
    const elsewhere = { ...job, taskId: 7, endpoint: providerEndpoint("image-to-text", "fal-ai") };
    const renamed = { ...job, args: { image: { ...picture, name: "other.png" } } };
    for (const same of [elsewhere, renamed]) expect(resultKey(same)).toBe(resultKey(job));
    const ordered = { ...job, args: { b: "2", a: 1 } };
    expect(resultKey(ordered)).toBe(resultKey({ ...job, args: { a: 1, b: "2" } }));
  });

  it.each<[string, Partial<Job>]>([
    ["task", { task: "image-to-image" }],
    ["model", { model: "n" }],
    ["revision", { revision: "0".repeat(40) }],
    ["file", { args: { image: recording } }],
    ["argument", { args: { image: picture, text: "x" } }],
  ])("is another one for another %s", (_, change) => {
    expect(resultKey({ ...job, ...change })).not.toBe(resultKey(job));
  });
});

describe("ReusedResults", () => {
  function reusing() {
    const events: RunEvent[] = [];
    const reused = new ReusedResults(
      new ResultCache(new FolderObjectStore(dir), ".", new StepClock()),
      (event) => events.push(event),
    );
    const inner = new ScriptedBackend({ m: output });
    return { reused, inner, backend: reused.over(inner), events };
  }

  it("answers what an earlier run has done, files and all, and says so", async () => {
    const first = reusing();
    expect(await first.backend.run(job, signal)).toEqual(output);
    first.reused.take({ type: "task-ended", task: 1, outcome: outcome(output) });
    await first.reused.settled();
    const second = reusing();
    expect(await second.backend.run({ ...job, taskId: 4 }, signal)).toEqual(output);
    expect(second.inner.jobs).toEqual([]);
    expect(second.events).toEqual([
      { type: "result-reused", task: 4, model: "m", endpoint: "provider:hf-inference" },
    ]);
  });

  it("prepares a model unless its result is kept", async () => {
    const prepared: string[] = [];
    const preparing = ({ reused, inner }: ReturnType<typeof reusing>) => {
      const prepare = async ({ model }: Job): Promise<void> => void prepared.push(model);
      return reused.over(Object.assign(inner, { prepare }));
    };
    const first = reusing();
    const backend = preparing(first);
    await backend.prepare?.(job, signal);
    expect(prepared).toEqual(["m"]);
    expect(await backend.run(job, signal)).toEqual(output);
    first.reused.take({ type: "task-ended", task: 1, outcome: outcome(output) });
    await first.reused.settled();
    const second = reusing();
    await preparing(second).prepare?.(job, signal);
    expect([prepared, second.events]).toEqual([["m"], []]);
  });

  it("keeps nothing of a task that did not succeed, and nothing twice", async () => {
    const { reused, backend } = reusing();
    await backend.run(job, signal);
    const failed: Outcome = { status: "failed", reason: "wrong type", next: null, attempts: [] };
    reused.take({ type: "task-ended", task: 1, outcome: failed });
    reused.take({ type: "task-ended", task: 1, outcome: outcome(output) });
    await reused.settled();
    expect(await readdir(dir)).toEqual([]);
  });

  it("asks the model where the kept result was changed or cannot be read", async () => {
    const { reused, backend } = reusing();
    await backend.run(job, signal);
    reused.take({ type: "task-ended", task: 1, outcome: outcome(output) });
    await reused.settled();
    const [name = ""] = await readdir(dir);
    const text = await readFile(join(dir, name), "utf8");
    for (const broken of [text.replace("a picture", "a forgery"), text.slice(0, 40), "[]", ""]) {
      await writeFile(join(dir, name), broken);
      const again = reusing();
      expect(await again.backend.run(job, signal)).toEqual(output);
      expect(again.inner.jobs).toHaveLength(1);
    }
  });

  it("stops nothing where results cannot be kept", async () => {
    await writeFile(join(dir, "file"), "");
    const reused = new ReusedResults(
      new ResultCache(new FolderObjectStore(dir), "file", new StepClock()),
      () => undefined,
    );
    const backend = reused.over(new ScriptedBackend({ m: output }));
    expect(await backend.run(job, signal)).toEqual(output);
    reused.take({ type: "task-ended", task: 1, outcome: outcome(output) });
    await reused.settled();
  });
});

describe("ResultCache", () => {
  it("forgets what is older than it is told", async () => {
    const clock = new StepClock();
    clock.pass(1e12);
    const cache = new ResultCache(new FolderObjectStore(dir), ".", clock);
    await cache.put("0".repeat(64), output);
    await cache.put("1".repeat(64), output);
    await utimes(join(dir, `${"0".repeat(64)}.json`), 9e8, 9e8);
    await utimes(join(dir, `${"1".repeat(64)}.json`), 1e9, 1e9);
    expect(await cache.sweep(1e6)).toEqual([join(dir, `${"0".repeat(64)}.json`)]);
    expect(await cache.get("0".repeat(64))).toBeNull();
    expect(await cache.get("1".repeat(64))).toEqual(output);
  });
});
