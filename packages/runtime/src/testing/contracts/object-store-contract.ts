import type { ArtifactContent } from "@hugginggpt/shared";
import { expect, it } from "vitest";
import type { ObjectStore } from "../../objects/object-store.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/**
 * What every object store keeps to. Call it inside a `describe`. `make` returns an empty store, `again` another one over the
 * same objects, as another machine has it.
 */
export function objectStoreContract(
  make: () => ObjectStore,
  again: (store: ObjectStore) => ObjectStore,
): void {
  it("gives back what was put, any part of it, to others, too", async () => {
    const store = make();
    const whole = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251));
    expect(await store.put("runs/a/1.bin", whole)).toBe(true);
    const content = await again(store).open("runs/a/1.bin");
    expect(content?.bytes).toBe(whole.length);
    const parts = [{}, { start: 5 }, { end: 7 }, { start: 65_530, end: 70_001 }, { start: 199_999 }];
    for (const part of parts) {
      const read = await readOf(content, part);
      expect(read.equals(whole.subarray(part.start, part.end))).toBe(true);
    }
    expect(await readOf(content, { start: 9, end: 9 })).toHaveLength(0);
  });

  it("keeps an empty object, and knows it from none", async () => {
    const store = make();
    await store.put("a/empty", new Uint8Array());
    const content = await store.open("a/empty");
    expect(content?.bytes).toBe(0);
    expect(await readOf(content)).toHaveLength(0);
    expect(await store.open("a/none")).toBeNull();
    expect(await store.open("none/none")).toBeNull();
    expect(await store.touch("a/none")).toBeNull();
  });

  it("never replaces an object, whoever puts the second one", async () => {
    const store = make();
    expect(await store.put("a/x", bytes("first"))).toBe(true);
    expect(await again(store).put("a/x", bytes("second"))).toBe(false);
    expect((await readOf(await store.open("a/x"))).toString()).toBe("first");
  });

  it("lets one of many that put at once have the key", async () => {
    const store = make();
    const puts = Array.from({ length: 8 }, (_, i) => again(store).put("a/x", bytes(`${i}`)));
    const won = (await Promise.all(puts)).flatMap((isFirst, i) => (isFirst ? [`${i}`] : []));
    expect(won).toHaveLength(1);
    expect((await readOf(await store.open("a/x"))).toString()).toBe(won[0]);
  });

  it("removes an object, and one that is not there without a word", async () => {
    const store = make();
    await store.put("a/x", bytes("x"));
    await store.remove("a/x");
    await store.remove("a/x");
    expect(await store.open("a/x")).toBeNull();
    expect(await store.put("a/x", bytes("new"))).toBe(true);
  });

  it("lists what lies in a folder itself, all of it, with size and time", async () => {
    const store = make();
    const keys = Array.from({ length: 12 }, (_, i) => `a/${i}.bin`);
    for (const key of [...keys, "a/b/deeper", "ab/c", "top"]) await store.put(key, bytes("four"));
    const listed = await all(again(store).list("a"));
    expect(listed.map(({ key }) => key).sort()).toEqual(keys.sort());
    for (const one of listed) {
      expect(one.bytes).toBe(4);
      expect(one.changed).toBeGreaterThan(0);
    }
    expect((await all(store.list(""))).map(({ key }) => key)).toEqual(["top"]);
    expect(await all(store.list("none"))).toEqual([]);
  });

  it("makes an object young and tells its size, and changes nothing of it", async () => {
    const store = make();
    await store.put("a/x", bytes("four"));
    expect(await again(store).touch("a/x")).toBe(4);
    expect((await readOf(await store.open("a/x"))).toString()).toBe("four");
  });

  it("is found good, and leaves nothing of the trial behind", async () => {
    const store = make();
    await store.ready();
    await store.ready();
    expect(await all(store.list("probe"))).toEqual([]);
  });
}

async function readOf(
  content: ArtifactContent | null,
  part: { readonly start?: number; readonly end?: number } = {},
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content?.read(part) ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
