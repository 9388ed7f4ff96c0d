import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { sha256Of } from "../objects/sha256.js";
import { StepClock } from "../testing/execution-bench.js";
import { FileShelf } from "./file-shelf.js";

const HOUR = 3_600_000;
const bytes = (text: string) => new TextEncoder().encode(text);

let dir: string;
let clock: StepClock;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-shelf-"));
  clock = new StepClock();
  clock.pass(1_000 * HOUR);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("FileShelf", () => {
  const shelfIn = (folder: string) => new FileShelf(new FolderObjectStore(dir, clock), folder, clock);

  it("keeps a content once, under its hash, and gives it back", async () => {
    const shelf = shelfIn("files");
    const hash = await shelf.put(bytes("one"));
    expect(await shelf.put(bytes("one"))).toBe(hash);
    expect(hash).toBe(sha256Of(bytes("one")));
    expect(await readdir(join(dir, "files"))).toEqual([hash]);
    expect(await shelf.get(hash)).toEqual(Buffer.from("one"));
  });

  it("gives nothing for what is gone, was changed, or is no hash", async () => {
    const shelf = shelfIn(".");
    const hash = await shelf.put(bytes("one"));
    await writeFile(join(dir, hash), "two");
    expect(await shelf.get(hash)).toBeNull();
    expect(await shelf.get("0".repeat(64))).toBeNull();
    expect(await shelf.get("../../etc/passwd")).toBeNull();
  });

  it("writes a content again whose copy was cut", async () => {
    const shelf = shelfIn(".");
    const hash = await shelf.put(bytes("whole"));
    await writeFile(join(dir, hash), "wh");
    await shelf.put(bytes("whole"));
    expect(await shelf.get(hash)).toEqual(Buffer.from("whole"));
  });

  it("sweeps what nobody names, but for what came within the hour", async () => {
    const shelf = shelfIn(".");
    const [named, unnamed] = [await shelf.put(bytes("named")), await shelf.put(bytes("unnamed"))];
    await shelf.put(bytes("named"));
    await shelf.put(bytes("unnamed"));
    expect(await shelf.sweep(new Set([named]))).toEqual([]);
    // The first writing left the file's own time; the second one set the clock's.
    expect((await stat(join(dir, unnamed))).mtimeMs).toBe(clock.now());
    clock.pass(2 * HOUR);
    expect(await shelf.sweep(new Set([named]))).toHaveLength(1);
    expect(await readdir(dir)).toEqual([named]);
    expect(await shelfIn("absent").sweep(new Set())).toEqual([]);
  });

  it("says what cannot be written", async () => {
    await writeFile(join(dir, "file"), "");
    const error = await shelfIn("file")
      .put(bytes("x"))
      .catch((thrown) => thrown);
    expect(isFault(error, "DISK")).toBe(true);
  });
});
