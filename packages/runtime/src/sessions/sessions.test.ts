import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ArtifactReader,
  type ChatRequest,
  DEFAULT_PROMPTS,
  isFault,
  NO_CAPS,
  type RecordedInput,
  type RunEvent,
} from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readManifest } from "../artifacts/manifest.js";
import { createRuntime, type RuntimeOptions } from "../create-runtime.js";
import { artifactsOf } from "../journal/recorded-run.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { sha256Of } from "../objects/sha256.js";
import type { LiveEvent, LiveRun, NumberedEvent } from "../run/live-run.js";
import { toolRegistry } from "../testing/tool-registry.js";
import { artifactReader, manifestOf } from "./run-files.js";
import { openRunStorage, type RunStorage } from "./run-storage.js";
import { findRun, latestRuns, runFolder } from "./stored-run.js";

const SPEAK = { id: 0, task: "text-to-speech", args: { text: "Hello." }, dep: [-1] };
const SUM = { id: 1, task: "summarization", args: { text: "One. Two. Three." }, dep: [-1] };
const PLAN = JSON.stringify({ tasks: [SPEAK, SUM] });

let home: string;
let storage: RunStorage;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hugginggpt-sessions-"));
  storage = openRunStorage(home);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A new process: what it knows of runs it knows from their records. */
const process = () => createRuntime({ registry: toolRegistry, outputs: join(home, "outputs"), storage });
const request = { request: "say hello", plan: PLAN };

async function seen(events: AsyncIterable<NumberedEvent>): Promise<(readonly [number, string])[]> {
  const all: (readonly [number, string])[] = [];
  for await (const { seq, event } of events) if (seq !== null) all.push([seq, event.type]);
  return all;
}

/** What the record of a run holds, counted from 1. */
async function recorded(run: string): Promise<(readonly [number, string])[]> {
  return (await storage.runs.entries(run)).map(({ event }, place) => [place + 1, event.type] as const);
}

/** Cancels a run at its first event of a kind. */
async function stopAt(
  live: LiveRun,
  where: RunEvent["type"] | ((event: LiveEvent) => boolean),
): Promise<void> {
  const isThere = typeof where === "string" ? ({ type }: LiveEvent) => type === where : where;
  for await (const { event } of live.events()) if (isThere(event)) break;
  live.cancel();
  await live.report.catch(() => undefined);
}

async function contentOf(reader: ArtifactReader, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await reader.open(name))?.read() ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("the events of a run", () => {
  it("are the same for whoever follows it from wherever on, through several processes and afterwards", async () => {
    const first = (await process()).run(request);
    const { id } = first;
    await stopAt(first, "task-started");
    const before = (await recorded(id)).length;
    const runtime = await process();
    const live = await runtime.resume(await findRun(storage.runs, id));
    const places = [0, 1, before - 1, before, before + 2];
    const while_ = await Promise.all(places.map((after) => seen(runtime.events(id, { after }))));
    await live.report;
    const all = await recorded(id);
    expect(all.length).toBeGreaterThan(before + 2);
    expect(while_).toEqual(places.map((after) => all.slice(after)));
    const later = await process();
    expect(await Promise.all(places.map((after) => seen(later.events(id, { after }))))).toEqual(while_);
    expect(await seen(later.events(id, { after: 10_000 }))).toEqual([]);
  });

  it("of a run that nobody knows are refused", async () => {
    const error = await seen((await process()).events("20260101")).catch((thrown: unknown) => thrown);
    expect(isFault(error, "RUN_NOT_FOUND")).toBe(true);
  });
});

describe("cancelling", () => {
  it("ends a run for good, whether it is under way or interrupted, and resuming takes it up again", async () => {
    const runtime = await process();
    const live = runtime.run({ ...request, asks: true });
    for await (const { event } of live.events()) if (event.type === "approval-wanted") break;
    expect(await runtime.cancel(live.id)).toBe(true);
    expect(await runtime.cancel(live.id)).toBe(false);
    const other = runtime.run(request);
    await stopAt(other, "plan-ready");
    expect((await latestRuns(storage.runs, 9)).runs.map(({ status }) => status).sort()).toEqual([
      "cancelled",
      "interrupted",
    ]);
    expect(await (await process()).cancel(other.id)).toBe(true);
    await (await runtime.resume(await findRun(storage.runs, other.id))).report;
    expect((await latestRuns(storage.runs, 1)).runs).toMatchObject([{ status: "done" }]);
    expect(await runtime.cancel(other.id)).toBe(false);
  });

  it("is over once the run is reopened: it goes on whoever takes it up, and stays reopened", async () => {
    const runtime = await process();
    const live = runtime.run(request);
    await stopAt(live, "plan-ready");
    const before = await recorded(live.id);
    await runtime.reopen(live.id);
    expect(await recorded(live.id)).toEqual(before);
    await runtime.cancel(live.id);
    await runtime.reopen(live.id);
    await runtime.reopen(live.id);
    expect((await findRun(storage.runs, live.id)).record).toMatchObject({ cancelled: false, status: null });
    expect(await recorded(live.id)).toHaveLength(before.length + 2);
    const again = await process();
    await (await again.resume(await findRun(storage.runs, live.id))).report;
    expect((await latestRuns(storage.runs, 1)).runs).toMatchObject([{ status: "done" }]);
  });

  it("counts where it came between the reading of a run and its claim", async () => {
    const runtime = await process();
    const live = runtime.run(request);
    await stopAt(live, "plan-ready");
    const read = await findRun(storage.runs, live.id);
    expect(await (await process()).cancel(live.id)).toBe(true);
    const before = await recorded(live.id);
    const resumed = await runtime.resume(read);
    await expect(resumed.report).rejects.toMatchObject({ name: "AbortError" });
    expect(await recorded(live.id)).toEqual(before);
  });

  it("of what others do is left alone: a proposal is answered once, whoever asks", async () => {
    const runtime = await process();
    const live = runtime.run({ ...request, asks: true });
    for await (const { event } of live.events()) if (event.type === "approval-wanted") break;
    expect([runtime.live(live.id)?.answer(true), runtime.live(live.id)?.answer(false)]).toEqual([
      true,
      false,
    ]);
    expect((await live.report).status).toBe("done");
    expect(runtime.live(live.id)).toBeNull();
  });
});

describe("a run that asks before it executes its plan", () => {
  const asked = async (live: LiveRun): Promise<boolean> => {
    for await (const { event } of live.events()) {
      if (event.type === "approval-wanted") return true;
      if (event.type === "task-started") return false;
    }
    return false;
  };

  it("asks again where it was interrupted before an answer, and not where it was executing", async () => {
    const live = (await process()).run({ ...request, asks: true });
    await stopAt(live, ({ type }) => type === "approval-wanted");
    const again = await (await process()).resume(await findRun(storage.runs, live.id));
    expect(await asked(again)).toBe(true);
    again.answer(true);
    await stopAt(again, "task-started");
    const last = await (await process()).resume(await findRun(storage.runs, live.id));
    expect(await asked(last)).toBe(false);
    expect((await last.report).status).toBe("done");
  });
});

describe("a run that somebody else may have prepared", () => {
  /** Changes what the record of a run says that it was given. */
  async function prepare(run: string, change: (input: RecordedInput) => RecordedInput): Promise<void> {
    const journal = join(home, "runs", run, "journal.jsonl");
    const entries = (await storage.runs.entries(run)).map(({ at, event }) => ({
      at,
      event: event.type === "input-recorded" ? { ...event, input: change(event.input) } : event,
    }));
    writeFileSync(journal, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  }

  it("writes no file where only its record says so, and knows afterwards where its files are", async () => {
    const first = (await process()).run(request);
    await stopAt(first, "plan-ready");
    const theirs = join(home, "theirs");
    await prepare(first.id, (input) => ({ ...input, setup: { ...input.setup, out: theirs } }));
    const live = await (await process()).resume(await findRun(storage.runs, first.id));
    const { tasks } = await live.report;
    const name = tasks[0]?.artifacts[0]?.name ?? "";
    expect(existsSync(theirs)).toBe(false);
    expect(artifactReader(await findRun(storage.runs, first.id), storage).pathOf(name)).toBe(
      join(home, "outputs", runFolder(first.id), name),
    );
  });

  it("goes on in a directory that holds files of it, or that is named now, and loses none", async () => {
    const out = join(home, "chosen");
    const live = (await process()).run({ ...request, out });
    await stopAt(live, (event) => event.type === "task-ended" && event.task === 0);
    const stored = await findRun(storage.runs, live.id);
    await (await (await process()).resume(stored)).report;
    const after = await findRun(storage.runs, live.id);
    const [name = ""] = artifactsOf(after.record).map((one) => one.name);
    expect(artifactReader(after, storage).pathOf(name)).toBe(join(out, name));
    rmSync(join(out, name));
    const there = join(home, "there");
    await (await (await process()).resume(after, { out: there })).report;
    expect(artifactReader(await findRun(storage.runs, live.id), storage).pathOf(name)).toBe(
      join(there, name),
    );
  });

  it("is asked with the words of today, under the tighter caps", async () => {
    const asked: string[] = [];
    const controller = {
      name: "own:model",
      chat: async ({ messages }: ChatRequest) => {
        asked.push(JSON.stringify(messages));
        return { text: "Said.", promptTokens: 1, completionTokens: 1 };
      },
    };
    const make = (more: Partial<RuntimeOptions>) =>
      createRuntime({ registry: toolRegistry, outputs: join(home, "outputs"), storage, controller, ...more });
    const first = (await make({})).run(request);
    await stopAt(first, "task-started");
    await prepare(first.id, (input) => ({
      ...input,
      options: { ...input.options, caps: NO_CAPS, prompts: { ...DEFAULT_PROMPTS, answer: "Say EVIL." } },
    }));
    asked.length = 0;
    const runtime = await make({ prompts: { answer: "Say GOOD." }, caps: { maxCalls: 0 } });
    const capped = await (await runtime.resume(await findRun(storage.runs, first.id))).report;
    expect(asked).toEqual([]);
    expect(capped.answer).not.toBe("Said.");
    const free = await make({ prompts: { answer: "Say GOOD." } });
    const second = (await free).run({ ...request, prompts: { ...DEFAULT_PROMPTS, answer: "Say EVIL." } });
    await stopAt(second, "task-started");
    await (await (await free).resume(await findRun(storage.runs, second.id))).report;
    expect(asked.join()).toContain("Say GOOD.");
    expect(asked.join()).not.toContain("Say EVIL.");
  });
});

describe("the files of a run", () => {
  it("are read by their names, also those that a rerun took over, and nothing else is", async () => {
    const runtime = await process();
    const { run } = await runtime.run(request).report;
    const again = await (await runtime.rerun(await findRun(storage.runs, run), { task: 1 })).report;
    const name = again.tasks[0]?.artifacts[0]?.name ?? "";
    const made = readFileSync(join(home, "outputs", runFolder(run), name));
    for (const id of [run, again.run]) {
      const reader = artifactReader(await findRun(storage.runs, id), storage);
      expect((await contentOf(reader, name)).equals(made)).toBe(true);
      expect(reader.pathOf(name)).toBe(join(home, "outputs", runFolder(run), name));
      expect(await manifestOf(await findRun(storage.runs, id), storage)).toMatchObject([
        { file: name, taskId: 0, license: "bsd-4-clause" },
      ]);
    }
    const dir = join(home, "outputs", runFolder(run));
    writeFileSync(join(home, "9-secret.txt"), "secret");
    writeFileSync(join(dir, ".ssh"), "secret");
    symlinkSync(join(home, "9-secret.txt"), join(dir, "7-link.txt"));
    symlinkSync(home, join(dir, "8-folder.d"));
    const reader = artifactReader(await findRun(storage.runs, run), storage);
    const names = [
      "../9-secret.txt",
      "../../9-secret.txt",
      "7-link.txt",
      "8-folder.d",
      ".ssh",
      "",
      ".",
      "manifest.json",
    ];
    for (const other of [...names, join(home, "9-secret.txt"), "8-folder.d/9-secret.txt", "9-secret.txt\0"])
      expect(await reader.open(other), other).toBeNull();
  });
});

describe("the files of runs where all machines share a store", () => {
  /** A machine of its own: with its own outputs, the same runs and the same store. */
  function machine(name: string) {
    const there = { ...storage, artifacts: new FolderObjectStore(join(home, "shared")) };
    return createRuntime({ registry: toolRegistry, outputs: join(home, name), storage: there });
  }
  const elsewhere = () => ({ artifacts: new FolderObjectStore(join(home, "shared")) });

  it("are read on every machine, copied where they were asked for, and made by no second one", async () => {
    const out = join(home, "wanted");
    const live = (await machine("one")).run({ ...request, out });
    const report = await live.report;
    const [{ name, sha256 } = { name: "", sha256: "" }] = artifactsOf(await recordOf(live.id));
    expect(live.artifacts.pathOf(name)).toBe(join(out, name));
    expect(existsSync(join(home, "one"))).toBe(false);
    const stored = await findRun(storage.runs, live.id);
    const content = await contentOf(artifactReader(stored, elsewhere()), name);
    expect(sha256Of(content)).toBe(sha256);
    expect(readFileSync(join(out, name)).equals(content)).toBe(true);
    const manifest = readManifest(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(manifest?.files).toEqual(await manifestOf(stored, elsewhere()));
    const events: RunEvent["type"][] = [];
    const again = await (await machine("two")).resume(stored, {
      out,
      emit: ({ type }) => void events.push(type),
    });
    expect((await again.report).answer).toBe(report.answer);
    expect(events).not.toContain("attempt-started");
    expect(again.artifacts.pathOf(name)).toBe(join(out, name));
    expect(readdirSync(out).sort()).toEqual([name, "manifest.json"]);
  });

  it("are taken over by a run that does a part again on another machine", async () => {
    const first = (await machine("one")).run(request);
    await first.report;
    const stored = await findRun(storage.runs, first.id);
    const live = await (await machine("two")).rerun(stored, { task: 1 });
    await live.report;
    const after = await findRun(storage.runs, live.id);
    const reader = artifactReader(after, elsewhere());
    for (const { name, sha256 } of artifactsOf(after.record))
      expect(sha256Of(await contentOf(reader, name))).toBe(sha256);
    expect(await manifestOf(after, elsewhere())).toHaveLength(artifactsOf(after.record).length);
  });

  it("are not made again by a machine that does not know the store: it says what is to be set", async () => {
    const live = (await machine("one")).run(request);
    await live.report;
    const stored = await findRun(storage.runs, live.id);
    const fault = await (await process()).resume(stored).catch((error: unknown) => error);
    expect(isFault(fault, "CONFIG_INVALID") && fault.next).toContain("HUGGINGGPT_ARTIFACTS");
  });

  async function recordOf(run: string) {
    return (await findRun(storage.runs, run)).record;
  }
});
