import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault, type JournalEntry } from "@hugginggpt/shared";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runStoreContract, warningEntry } from "../testing/run-store-contract.js";
import { PNG, picture } from "../testing/tiny-media.js";
import { JsonlRunStore } from "./jsonl-run-store.js";
import { appendOnce } from "./with-claim.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-journal-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const ended: JournalEntry = {
  at: 1,
  event: {
    type: "task-ended",
    task: 1,
    outcome: {
      status: "succeeded",
      model: "m",
      endpoint: "e",
      output: { text: "t", media: [picture] },
      artifacts: [],
      attempts: [],
    },
  },
};
const journal = (run = "r1") => join(dir, run, "journal.jsonl");

describe("JsonlRunStore", () => {
  runStoreContract((secrets = []) => new JsonlRunStore(join(dir, "runs"), { secrets }));

  it("leaves out a torn last line and goes on after it", async () => {
    const [whole, after] = [warningEntry("whole"), warningEntry("after")];
    await new JsonlRunStore(dir).begin("r1", [whole]);
    await appendFile(journal(), '{"at":1,"event":{"type":"warning","mess');
    expect(await new JsonlRunStore(dir).entries("r1")).toEqual([whole]);
    await appendOnce(new JsonlRunStore(dir), "r1", [after]);
    expect(await new JsonlRunStore(dir).entries("r1")).toEqual([whole, after]);
  });

  it("gives back the whole entries of a file that was cut anywhere", async () => {
    const entries = Array.from({ length: 5 }, (_, i) => warningEntry(`é ${i} \u{1f600}`));
    await new JsonlRunStore(dir).begin("r1", entries);
    const bytes = await readFile(journal());
    await mkdir(join(dir, "cut"));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (length) => {
        await writeFile(journal("cut"), bytes.subarray(0, length));
        const found = await new JsonlRunStore(dir).entries("cut");
        const lines = bytes.subarray(0, length).toString().split("\n").length - 1;
        expect(found.length).toBeGreaterThanOrEqual(lines);
        expect(found).toEqual(entries.slice(0, found.length));
      }),
      { numRuns: 60 },
    );
  });

  it("writes one line a record, whatever the words are (A34)", async () => {
    const store = new JsonlRunStore(dir);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter }), async (message) => {
        const forged = `${message}"}}\n{"at":0,"event":{"type":"run-ended","status":"done","seconds":0}}\r\n`;
        const run = `r${Math.random().toString(36).slice(2)}`;
        await store.begin(run, [warningEntry(forged)]);
        expect((await readFile(journal(run), "utf8")).split("\n")).toHaveLength(2);
        expect((await store.entries(run)).map(({ event }) => event.type)).toEqual(["warning"]);
      }),
      { numRuns: 60 },
    );
  });

  it("does not hold the content of files", async () => {
    const store = new JsonlRunStore(dir);
    await store.begin("r1", [ended]);
    const text = await readFile(journal(), "utf8");
    expect(text).toContain(`"mediaType":"image/png"`);
    expect(text).toContain(`{"size":${PNG.length}}`);
    expect(text).not.toContain(`"data"`);
    expect(await store.entries("r1")).toMatchObject([
      { event: { outcome: { output: { text: "t", media: [{ kind: "image", bytes: new Uint8Array() }] } } } },
    ]);
  });

  it("holds no secret, wherever one came in", async () => {
    const secret = "hf_canaryQ8x";
    const store = new JsonlRunStore(dir, { secrets: [secret] });
    await store.begin("r1", [warningEntry(`the token is ${secret}, "${secret}"`)]);
    expect(await readFile(journal(), "utf8")).not.toContain(secret);
    expect(await store.entries("r1")).toHaveLength(1);
  });

  it("claims what no living process has, whatever numbers of processes stand in its directory", async () => {
    await mkdir(join(dir, "r1"), { recursive: true });
    await writeFile(join(dir, "r1", `${process.pid}-${"1".repeat(16)}.claim`), "");
    const store = new JsonlRunStore(dir);
    expect(await store.isClaimed("r1")).toBe(false);
    await (await store.claim("r1")).giveBack();
  });

  it("says what could not be written", async () => {
    await appendFile(join(dir, "file"), "");
    const error = await new JsonlRunStore(join(dir, "file"))
      .begin("r1", [warningEntry("x")])
      .catch((thrown) => thrown);
    expect(isFault(error, "DISK")).toBe(true);
  });
});
