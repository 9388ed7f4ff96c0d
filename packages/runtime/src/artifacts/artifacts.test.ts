import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { artifactStoreContract } from "../testing/contracts/artifact-store-contract.js";
import { MemoryArtifacts, wavMedia } from "../testing/execution-bench.js";
import { FLAC, keepOne, PNG, picture } from "../testing/tiny-media.js";
import { DirectoryArtifactStore } from "./directory-artifact-store.js";
import { MAX_USER_FILE_BYTES, readUserFile } from "./read-user-file.js";
import { SharedArtifactStore } from "./shared-artifact-store.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-artifacts-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const storeIn = (path: string) => new DirectoryArtifactStore(path, { run: "run-1", clock: { now: () => 0 } });
const origin = { taskId: 1, task: "text-to-image", model: "org/model" };

describe("MemoryArtifacts, the test double", () => {
  artifactStoreContract(() => new MemoryArtifacts());
});

describe("SharedArtifactStore over a folder", () => {
  artifactStoreContract(
    () => new SharedArtifactStore(new FolderObjectStore(dir), { run: "run-1", clock: { now: () => 0 } }),
  );
});

describe("DirectoryArtifactStore", () => {
  artifactStoreContract(() => storeIn(dir));

  it("keeps a file under a name of its own making, with its hash and its type by content", async () => {
    const store = storeIn(join(dir, "new", "out"));
    const artifact = await keepOne(
      store,
      { ...picture, name: "../../evil.html", mediaType: "text/html" },
      origin,
    );
    expect(artifact).toMatchObject({
      name: "1-text-to-image.png",
      mediaType: "image/png",
      bytes: PNG.length,
      taskId: 1,
      model: "org/model",
    });
    expect(artifact.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await readFile(join(dir, "new", "out", artifact.name))).equals(PNG)).toBe(true);
  });

  it("never overwrites, also when many are kept at once, and leaves nothing else behind", async () => {
    await writeFile(join(dir, "1-text-to-image.png"), "mine");
    const store = storeIn(dir);
    const kept = await Promise.all(Array.from({ length: 8 }, () => keepOne(store, picture, origin)));
    const paths = kept.map(({ name }) => name);
    expect(new Set(paths).size).toBe(8);
    expect(await readFile(join(dir, "1-text-to-image.png"), "utf8")).toBe("mine");
    expect((await readdir(dir)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("keeps unknown content as .bin and cleans the task's name", async () => {
    const store = storeIn(dir);
    const artifact = await keepOne(
      store,
      { ...picture, bytes: Uint8Array.of(1, 2, 3) },
      { ...origin, task: "a/../b" },
    );
    expect(artifact.name).toBe("1-a____b.bin");
  });

  it("says with the path what could not be written", async () => {
    await writeFile(join(dir, "file"), "");
    const error = await keepOne(storeIn(join(dir, "file")), picture, origin).catch((thrown) => thrown);
    expect(isFault(error, "DISK")).toBe(true);
    expect(error.message).toContain(join(dir, "file"));
  });
});

describe("readUserFile", () => {
  const give = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(dir, name), content);
    return readUserFile(join(dir, name), 1);
  };
  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => "accepted",
      (error) => (isFault(error) ? `${error.code} ${error.message}` : String(error)),
    );

  it("tells media by content, whatever the name says", async () => {
    expect(await give("photo.txt", PNG)).toMatchObject({
      handle: 1,
      name: "photo.txt",
      type: "image",
      mediaType: "image/png",
    });
  });

  it("tells tables from text by the name", async () => {
    expect(await give("a.csv", "a,b\n1,2")).toMatchObject({ type: "table", mediaType: "text/csv" });
    expect(await give("a.md", "# Title")).toMatchObject({ type: "text", mediaType: "text/markdown" });
    expect(await give("a", "words")).toMatchObject({ type: "text", mediaType: "text/plain" });
  });

  it.each([
    [
      "page.txt",
      "<!DOCTYPE html><html><head><script>x()</script></head><body><p>Guten Tag.</p></body></html>",
      "Guten Tag.",
    ],
    ["talk.srt", "1\n00:00:01,000 --> 00:00:03,000\n<i>Guten Tag.</i>\n", "Guten Tag."],
    ["a.doc", "{\\rtf1\\ansi Gr\\'fc\\'dfe\\par}", "Grüße"],
    ["b.txt", Buffer.from("\ufeffGrüße", "utf16le"), "Grüße"],
  ])("keeps of %s what it says, as text", async (name, content, said) => {
    const file = await give(name, content);
    expect([file.type, file.mediaType, Buffer.from(file.bytes).toString()]).toEqual([
      "text",
      "text/plain",
      said,
    ]);
  });

  it.each([
    ["empty", "", "it is empty"],
    ["a.docx", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff), "it is a document of an office program"],
    ["b.XLS", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), "it is a document of an office program"],
    ["b.bin", Uint8Array.of(0xff, 0x00, 0xfe, 0x01), "neither UTF-8 text nor a known kind"],
    [
      "real.pdf",
      Buffer.concat([Buffer.from("%PDF-1.7\n%"), Buffer.from([0xe2, 0xe3, 0, 1])]),
      "it is a damaged PDF",
    ],
    ["old.txt", Buffer.from("Grüße", "latin1"), "another encoding (Windows-1252)"],
    ["a.txt", "{\\rtf1{\\pict 89}}", "it is RTF without text"],
    ["nul.txt", "a\0b", "it is binary"],
    ["a.svg", '<?xml version="1.0"?><!-- x --><svg xmlns="x"/>', "it is an SVG drawing"],
    ["a.png", "<svg><script>1</script></svg>", "it is an SVG drawing"],
    ["a.pdf", "%PDF-1.7\n%abc", "it is a damaged PDF"],
    ["headless.wav", wavMedia().bytes, "no sound in it can be decoded"],
    ["cut.mp3", Buffer.from("ID3\u0004\0\0\0\0\0\0\xff\xfb\x90\x64", "latin1"), "it has no sound"],
    ["cut.flac", FLAC, "it has no sound"],
    ["cut.m4a", Buffer.from("\0\0\0\x18ftypM4A \0\0\x02\0M4A isom", "latin1"), "it has no sound"],
  ])("refuses %s with the reason", async (name, content, reason) => {
    expect(await refusal(give(name, content))).toContain(reason);
  });

  it("refuses what is not there, a directory, and too much", async () => {
    expect(await refusal(readUserFile(join(dir, "none.txt"), 1))).toMatch(
      /^INPUT_UNREADABLE .*there is no such file/,
    );
    await mkdir(join(dir, "folder"));
    expect(await refusal(readUserFile(join(dir, "folder"), 1))).toMatch(/it is a directory/);
    expect(await refusal(give("big", Buffer.alloc(MAX_USER_FILE_BYTES + 1)))).toMatch(/^INPUT_TOO_LARGE/);
  });
});
