import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFolder } from "@hugginggpt/runtime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markLatest } from "./mark-latest.js";

const RUNS = ["0", "1"].map((n) => `20261130-085319104-${n.repeat(32)}`);

describe("outputs/latest", () => {
  let outputs: string;
  beforeEach(() => {
    outputs = mkdtempSync(join(tmpdir(), "hugginggpt-latest-"));
  });
  afterEach(() => rmSync(outputs, { recursive: true }));
  const mark = async (run = RUNS[0] ?? "", dir = join(outputs, runFolder(run))) => {
    mkdirSync(dir, { recursive: true });
    await markLatest(dir, run);
  };

  it("leads to the run before, and then to the latest", async () => {
    for (const run of RUNS) {
      await mark(run);
      writeFileSync(join(outputs, "latest", "a.txt"), run);
      expect(readFileSync(join(outputs, runFolder(run), "a.txt"), "utf8")).toBe(run);
    }
    expect(readdirSync(outputs).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("takes the place of the file that stands in for a link", async () => {
    writeFileSync(join(outputs, "latest"), `${runFolder(RUNS[1] ?? "")}\n`);
    await mark();
    expect(readlinkSync(join(outputs, "latest"))).toBe(runFolder(RUNS[0] ?? ""));
  });

  it.each([
    ["a link of somebody else's", (at: string) => symlinkSync("../elsewhere", at)],
    [
      "a link to a run's folder that lies elsewhere",
      (at: string) => symlinkSync(`/x/${runFolder(RUNS[1] ?? "")}`, at),
    ],
    ["a file of the user's", (at: string) => writeFileSync(at, "my notes")],
    ["a folder", (at: string) => mkdirSync(at)],
  ])("leaves %s alone", async (_what, put) => {
    const latest = join(outputs, "latest");
    put(latest);
    const before = lstatSync(latest);
    await mark();
    expect(lstatSync(latest)).toMatchObject({ ino: before.ino, size: before.size });
  });

  it("is not made for a folder that the user named", async () => {
    await mark(RUNS[0], join(outputs, "mine"));
    expect(readdirSync(outputs)).toEqual(["mine"]);
  });
});
