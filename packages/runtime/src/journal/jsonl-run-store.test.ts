import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault, type RunEvent } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runStoreContract } from "../testing/run-store-contract.js";
import { PNG, picture } from "../testing/tiny-media.js";
import { JsonlRunStore } from "./jsonl-run-store.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-journal-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const warning = (message: string): RunEvent => ({ type: "warning", message });
const ended: RunEvent = {
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
};

describe("JsonlRunStore", () => {
  runStoreContract(() => new JsonlRunStore(join(dir, "runs")));

  it("leaves out a torn last line and goes on after it", async () => {
    await new JsonlRunStore(dir).append("r1", warning("whole"));
    await appendFile(join(dir, "r1.jsonl"), '{"type":"warning","mess');
    expect(await new JsonlRunStore(dir).events("r1")).toEqual([warning("whole")]);
    await new JsonlRunStore(dir).append("r1", warning("after"));
    expect(await new JsonlRunStore(dir).events("r1")).toEqual([warning("whole"), warning("after")]);
  });

  it("does not hold the content of files", async () => {
    const store = new JsonlRunStore(dir);
    await store.append("r1", ended);
    const text = await readFile(join(dir, "r1.jsonl"), "utf8");
    expect(text).toContain(`"mediaType":"image/png"`);
    expect(text).toContain(`{"size":${PNG.length}}`);
    expect(text).not.toContain(`"data"`);
    expect(await store.events("r1")).toMatchObject([
      { outcome: { output: { text: "t", media: [{ kind: "image", bytes: new Uint8Array() }] } } },
    ]);
  });

  it("refuses an id that is no plain name, and says what could not be written", async () => {
    const store = new JsonlRunStore(dir);
    for (const id of ["../x", "", "a/b", ".hidden"])
      expect(() => store.append(id, warning("x"))).toThrow(/no run id/);
    await appendFile(join(dir, "file"), "");
    const error = await new JsonlRunStore(join(dir, "file"))
      .append("r1", warning("x"))
      .catch((thrown) => thrown);
    expect(isFault(error, "DISK")).toBe(true);
  });
});
