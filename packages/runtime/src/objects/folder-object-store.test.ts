import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { objectStoreContract } from "../testing/contracts/object-store-contract.js";
import { FolderObjectStore } from "./folder-object-store.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-objects-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const bytes = new TextEncoder().encode("x");

describe("FolderObjectStore", () => {
  objectStoreContract(
    () => new FolderObjectStore(join(dir, "new", "store")),
    ({ address }) => new FolderObjectStore(address),
  );

  it("keeps objects for their owner alone, and leaves nothing unfinished", async () => {
    const store = new FolderObjectStore(join(dir, "store"));
    await store.put("a/x", bytes);
    await store.put("a/x", bytes);
    expect(await readdir(join(dir, "store", "a"))).toEqual(["x"]);
    if (process.platform === "win32") return;
    expect((await stat(join(dir, "store", "a", "x"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, "store", "a"))).mode & 0o777).toBe(0o700);
  });

  it("gives what a killed process left unfinished in a listing, so that it can be removed", async () => {
    const store = new FolderObjectStore(dir);
    await mkdir(join(dir, "a"));
    await writeFile(join(dir, "a", ".0123456789abcdef01234567.tmp"), "ha");
    for await (const { key } of store.list("a")) await store.remove(key);
    expect(await readdir(join(dir, "a"))).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("reads, lists and replaces no links", async () => {
    const store = new FolderObjectStore(join(dir, "store"));
    await writeFile(join(dir, "secret"), "secret");
    await mkdir(join(dir, "store", "a"), { recursive: true });
    await symlink(join(dir, "secret"), join(dir, "store", "a", "x"));
    await symlink(dir, join(dir, "store", "b"));
    expect(await store.open("a/x")).toBeNull();
    expect(await store.touch("a/x")).toBeNull();
    expect(await store.put("a/x", bytes)).toBe(false);
    const listed: string[] = [];
    for (const folder of ["a", "b"]) for await (const { key } of store.list(folder)) listed.push(key);
    expect(listed).toEqual([]);
  });

  it("removes a folder of its folders with the last object, and nothing through a link", async () => {
    const store = new FolderObjectStore(join(dir, "store"));
    for (const key of ["runs/a/x", "runs/b/x", "runs/b/y"]) await store.put(key, bytes);
    for (const key of ["runs/a/x", "runs/b/x"]) await store.remove(key);
    expect(await readdir(join(dir, "store", "runs"))).toEqual(["b"]);
    await store.remove("runs/b/y");
    expect(await readdir(join(dir, "store", "runs"))).toEqual([]);
    if (process.platform === "win32") return;
    await writeFile(join(dir, "x"), "mine");
    await symlink(dir, join(dir, "store", "runs", "c"));
    await symlink(join(dir, "store"), join(dir, "store", "linked"));
    await store.put("runs/d/x", bytes);
    for (const key of ["runs/c/x", "linked/runs/d/x"]) await store.remove(key);
    expect(await readdir(dir)).toContain("x");
    expect((await store.open("runs/d/x"))?.bytes).toBe(1);
  });

  it("says what cannot be written, and what to do", async () => {
    await writeFile(join(dir, "file"), "");
    const fault = await new FolderObjectStore(join(dir, "file")).ready().catch((error: unknown) => error);
    expect(isFault(fault, "DISK") && fault.next).toContain("permissions");
  });
});
