import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeIn, keepHome } from "./home.js";

const RUN = "20261122-184205123-0123456789abcdef0123456789abcdef";
const HASH = "a".repeat(64);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "hugginggpt-home-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Writes a file that everybody may read, in folders that everybody may enter. */
function put(name: string, content = "x"): string {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  writeFileSync(path, content, { mode: 0o644 });
  return path;
}

const begun = (run = RUN): string => `{"at":1,"event":{"type":"run-started","run":"${run}","request":"x"}}\n`;
const registry = (): string => `SQLite format 3\0${"\0".repeat(52)}HGPT${"\0".repeat(28)}`;
const modeOf = (name: string): number => statSync(join(dir, name)).mode & 0o777;

describe("homeIn", () => {
  it.each([
    ["is absent", () => rmSync(dir, { recursive: true })],
    ["is empty", () => undefined],
    [
      "holds what is nobody's",
      () => ["lost+found/x", ".DS_Store", "hugginggpt.config.json", "sync.log"].map((name) => put(name)),
    ],
    ["has our marker", () => [keepHome(dir), put("letter.txt")]],
    ["has our registry", () => [put("registry.sqlite", registry()), put("letter.txt")]],
    ["has a run of ours", () => [put(`runs/${RUN}/journal.jsonl`, begun()), put("letter.txt")]],
  ])("is the directory itself where that %s", (_what, make) => {
    make();
    expect(homeIn(dir)).toEqual({ path: dir, isInside: false });
  });

  it.each([
    ["files", () => put("letter.txt")],
    [
      "folders of names that we use",
      () => [put("runs/train1/best.pt"), put("results/figure.json"), put("run-files/notes.txt")],
    ],
    ["another program's database", () => put("registry.sqlite", registry().replace("HGPT", "\0\0\0\0"))],
    ["another program's runs", () => put(`runs/${RUN}/journal.jsonl`, begun("20261122-184205123-other"))],
    ["a folder that is called as our marker", () => put(".hugginggpt-home/x")],
    [
      "a link to our registry",
      () => [
        put("elsewhere/registry.sqlite", registry()),
        symlinkSync(join(dir, "elsewhere/registry.sqlite"), join(dir, "registry.sqlite")),
      ],
    ],
  ])("is a folder in it where it holds %s", (_what, make) => {
    make();
    const before = readdirSync(dir, { recursive: true });
    expect(homeIn(dir)).toEqual({ path: join(dir, "hugginggpt"), isInside: true });
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
    keepHome(join(dir, "hugginggpt"));
    expect(homeIn(dir)).toEqual({ path: join(dir, "hugginggpt"), isInside: true });
  });

  it("is refused where that folder is somebody's too", () => {
    put("letter.txt");
    put("hugginggpt/setup.py");
    try {
      homeIn(dir);
      expect.unreachable();
    } catch (error) {
      expect(isFault(error, "CONFIG_INVALID") && error.next).toMatch(/--home or HUGGINGGPT_HOME/);
    }
  });
});

describe.skipIf(process.platform === "win32")("keepHome", () => {
  const ours = [
    "registry.sqlite",
    "registry.sqlite-wal",
    "registry.sqlite.lock",
    "track-records.sqlite",
    "index.3.hnsw",
    `runs/${RUN}/journal.jsonl`,
    `results/${HASH}.json`,
    `run-files/${HASH}`,
  ];
  const folders = ["", "runs", `runs/${RUN}`, "results", "run-files"];

  it("makes a new home that is its owner's alone, and changes nothing at the second time", () => {
    const home = join(dir, "a", "b");
    keepHome(home);
    expect([modeOf("a/b"), modeOf("a/b/.hugginggpt-home")]).toEqual([0o700, 0o600]);
    const { mtimeMs } = statSync(join(home, ".hugginggpt-home"));
    keepHome(home);
    expect(statSync(join(home, ".hugginggpt-home")).mtimeMs).toBe(mtimeMs);
  });

  it("takes the rights of others from everything in a home that was open", () => {
    for (const name of ours) put(name);
    chmodSync(dir, 0o755);
    keepHome(dir);
    expect(ours.map(modeOf)).toEqual(ours.map(() => 0o600));
    expect(folders.map(modeOf)).toEqual(folders.map(() => 0o700));
  });

  it("leaves what is not ours as it was, with the folders that it lies in, and follows no link", () => {
    for (const name of ours) put(name);
    const theirs = [
      "letter.txt",
      "runs/train1/best.pt",
      "results/figure.json",
      `runs/${RUN}/notes.txt`,
      "registry.sqlite.bak",
    ];
    for (const name of theirs) put(name);
    const outside = mkdtempSync(join(tmpdir(), "hugginggpt-outside-"));
    chmodSync(outside, 0o755);
    writeFileSync(join(outside, HASH), "x", { mode: 0o644 });
    rmSync(join(dir, "run-files"), { recursive: true });
    symlinkSync(outside, join(dir, "run-files"));
    symlinkSync(join(outside, HASH), join(dir, "results", `${"b".repeat(64)}.json`));
    chmodSync(dir, 0o755);
    keepHome(dir);
    expect(theirs.map(modeOf)).toEqual(theirs.map(() => 0o644));
    expect(["", "runs", `runs/${RUN}`, "results"].map(modeOf)).toEqual(Array(4).fill(0o755));
    expect(ours.slice(0, -1).map(modeOf)).toEqual(ours.slice(0, -1).map(() => 0o600));
    expect([statSync(outside).mode & 0o777, statSync(join(outside, HASH)).mode & 0o777]).toEqual([
      0o755, 0o644,
    ]);
    rmSync(outside, { recursive: true });
  });

  it("stops nothing where the home cannot be made", () => {
    put("file");
    keepHome(join(dir, "file", "home"));
    expect(existsSync(join(dir, "file", "home"))).toBe(false);
  });
});
