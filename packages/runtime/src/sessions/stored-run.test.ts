import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { JsonlRunStore } from "../journal/jsonl-run-store.js";
import { findRun } from "./stored-run.js";

let dir: string;
let store: JsonlRunStore;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "find-run-"));
  store = new JsonlRunStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const begin = (run: string) =>
  store.begin(run, [
    { at: 0, event: { type: "run-started", run, request: "x", controller: "offline", at: "" } },
  ]);
const idOf = async (wanted: string) => (await findRun(store, wanted)).run;

describe("findRun", () => {
  test("finds a run by its id, by a beginning that is its own, and the latest that has begun", async () => {
    await begin("20260101-aa");
    await begin("20260102-ab");
    await (await store.claim("20260103-ac")).giveBack();
    expect(await idOf("20260101-aa")).toBe("20260101-aa");
    expect(await idOf("20260101")).toBe("20260101-aa");
    expect(await idOf("last")).toBe("20260102-ab");
  });

  test("takes a whole id that is also the beginning of another one", async () => {
    await begin("20260101");
    await begin("20260101-aa");
    expect(await idOf("20260101")).toBe("20260101");
  });

  test("looks for a whole id where it lies, however many other runs there are", async () => {
    const run = `20260101-000000000-${"a".repeat(32)}`;
    await begin(run);
    const list = vi.spyOn(store, "runs");
    expect(await idOf(run)).toBe(run);
    expect(list).not.toHaveBeenCalled();
    await expect(idOf(run.replaceAll("a", "b"))).rejects.toThrow("There is no run");
  });

  test("says which runs several are, and that there is none", async () => {
    await begin("20260101-aa");
    await begin("20260101-ab");
    const several = await findRun(store, "2026").catch((error: unknown) => error);
    expect(isFault(several, "USAGE") && several.wanted).toBe("20260101-ab, 20260101-aa");
    for (const wanted of ["2027", "../x"]) {
      const none = await findRun(store, wanted).catch((error: unknown) => error);
      expect(isFault(none, "RUN_NOT_FOUND")).toBe(true);
    }
  });
});
