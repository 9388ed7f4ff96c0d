import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalEntry } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { pruneContract } from "../testing/contracts/prune-contract.js";
import { pruneRuns } from "./prune-runs.js";
import { openRunStorage, type RunStorage } from "./run-storage.js";
import { latestRuns, newRunId } from "./stored-run.js";

const clock = { now: () => 1e12, sleep: async () => undefined };
const OLD = { olderThan: 1_000 };

let home: string;
let storage: RunStorage;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hugginggpt-prune-"));
  storage = openRunStorage(home, { clock });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function started(run: string): JournalEntry {
  return { at: 5, event: { type: "run-started", run, request: "x", controller: "offline", at: "" } };
}

/** Puts a file of somebody else's into a home, a month ago. */
function foreign(...path: string[]): string {
  const file = join(home, ...path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "mine");
  utimesSync(file, 1e8, 1e8);
  return file;
}

describe("pruneRuns", () => {
  it("removes nothing in a folder of somebody's, whatever the names and however old", async () => {
    const hash = "a".repeat(64);
    const theirs = [
      foreign("results", "thesis-tables.csv"),
      foreign("results", "figure1.json"),
      foreign("run-files", "notes.txt"),
      foreign("runs", "train1", "weights", "best.pt"),
      foreign("runs", "exp-2", "events.out"),
      foreign("runs", "exp-3", "journal.jsonl"),
    ];
    mkdirSync(join(home, "runs", "empty"));
    mkdirSync(join(home, "run-files", hash));
    for (const wanted of [OLD, { keep: 0 }]) {
      const pruned = await pruneRuns(storage, wanted, clock);
      expect(pruned).toMatchObject({ forgotten: [], copies: [], results: [] });
    }
    expect(theirs.filter((path) => !existsSync(path))).toEqual([]);
    expect(readdirSync(join(home, "runs")).sort()).toEqual(["empty", "exp-2", "exp-3", "train1"]);
    expect(existsSync(join(home, "run-files", hash))).toBe(true);
  });

  it("goes through no link: neither a folder of ours that is one, nor a run, nor a file", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "hugginggpt-elsewhere-"));
    const copy = join(elsewhere, "b".repeat(64));
    writeFileSync(copy, "mine");
    utimesSync(copy, 1e8, 1e8);
    writeFileSync(join(elsewhere, `${"c".repeat(64)}.json`), "mine");
    for (const name of ["results", "run-files"]) symlinkSync(elsewhere, join(home, name));
    mkdirSync(join(home, "runs"));
    symlinkSync(elsewhere, join(home, "runs", newRunId(0)));
    for (const wanted of [OLD, { keep: 0 }]) await pruneRuns(storage, wanted, clock);
    expect(readdirSync(elsewhere)).toHaveLength(2);
    rmSync(elsewhere, { recursive: true });
  });

  it("forgets runs of ours with their copies, and of a run's directory only what is ours", async () => {
    const [ours, begun] = [newRunId(0), newRunId(1)];
    await storage.runs.begin(ours, [started(ours)]);
    await (await storage.runs.claim(begun)).giveBack();
    const note = foreign("runs", ours, "note.txt");
    const copy = await storage.inputs.put(new TextEncoder().encode("copy"));
    utimesSync(join(home, "run-files", copy), 1e8, 1e8);
    const dry = await pruneRuns(storage, { keep: 0, dryRun: true }, clock);
    expect(dry.forgotten).toEqual([begun, ours]);
    expect(dry.copies).toEqual([join(home, "run-files", copy)]);
    expect(existsSync(dry.copies[0] ?? "")).toBe(true);
    expect(await storage.runs.runs()).toEqual([begun, ours]);
    expect(await pruneRuns(storage, { keep: 0 }, clock)).toEqual(dry);
    expect(await storage.runs.runs()).toEqual([]);
    expect(readdirSync(join(home, "runs", ours))).toEqual(["note.txt"]);
    expect(existsSync(note)).toBe(true);
    expect(readdirSync(join(home, "run-files"))).toEqual([]);
  });

  it("keeps a run whose record begins with another id, or cannot be read, and then every copy", async () => {
    await storage.runs.begin("mine", [started("another")]);
    const copy = await storage.inputs.put(new TextEncoder().encode("copy"));
    utimesSync(join(home, "run-files", copy), 1e8, 1e8);
    const { forgotten, kept, copies } = await pruneRuns(storage, { keep: 0 }, clock);
    expect([forgotten, copies]).toEqual([[], []]);
    expect(kept).toEqual([{ run: "mine", why: "its record does not begin with its id" }]);
  });
});

describe("a database whose runs have their files in a folder that machines share", () => {
  pruneContract(async () => new FolderObjectStore(mkdtempSync(join(home, "store-"))));
});

describe("latestRuns", () => {
  it.each([
    [
      "a request that is no text",
      { at: 1, event: { type: "run-started", run: "bad", request: 7, controller: "x" } },
    ],
    ["an outcome that is none", { at: 1, event: { type: "task-ended", task: 0, outcome: null } }],
    ["a time that is none", { at: 1e300, event: { type: "warning", message: "x" } }],
    ["a plan without dependencies", { at: 1, event: { type: "plan-ready", plan: [{ id: 0 }] } }],
  ])("names a run with %s, and lists the others", async (_what, entry) => {
    await storage.runs.begin("good", [started("good")]);
    await storage.runs.begin("bad", [started("bad")]);
    writeFileSync(
      join(home, "runs", "bad", "journal.jsonl"),
      `${JSON.stringify(started("bad"))}\n${JSON.stringify(entry)}\n`,
    );
    const { runs, damaged } = await latestRuns(storage.runs, 5);
    expect(runs.map(({ run }) => run)).toEqual(["good"]);
    expect(damaged).toMatchObject([{ run: "bad", error: expect.stringContaining("line 2") }]);
  });
});

describe("a home", () => {
  it.skipIf(process.platform === "win32")("is its owner's alone", async () => {
    await storage.runs.begin("r", [started("r")]);
    await (await storage.runs.claim("r")).giveBack();
    const copy = await storage.inputs.put(new TextEncoder().encode("copy"));
    await storage.results.put("d".repeat(64), { text: "x" });
    const modeOf = (...path: string[]): number => statSync(join(home, ...path)).mode & 0o777;
    expect([modeOf("runs"), modeOf("runs", "r"), modeOf("run-files"), modeOf("results")]).toEqual(
      Array(4).fill(0o700),
    );
    const files = [
      ["runs", "r", "journal.jsonl"],
      ["runs", "r", "claim.lock"],
      ["run-files", copy],
      ["results", `${"d".repeat(64)}.json`],
    ];
    expect(files.map((path) => modeOf(...path))).toEqual(Array(4).fill(0o600));
  });

  it("does not mind others that prune the same runs at the same time", async () => {
    const runs = Array.from({ length: 30 }, (_, n) => newRunId(n));
    for (const run of runs) await storage.runs.begin(run, [started(run)]);
    const others = Array.from({ length: 4 }, () => openRunStorage(home, { clock }));
    const pruned = await Promise.all(others.map((other) => pruneRuns(other, { keep: 0 }, clock)));
    expect(new Set(pruned.flatMap(({ forgotten }) => forgotten))).toEqual(new Set(runs));
    expect(readdirSync(join(home, "runs"))).toEqual([]);
  });
});
