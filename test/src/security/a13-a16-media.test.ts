import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DirectoryArtifactStore, readUserFile } from "@hugginggpt/runtime";
import { isFault, mediaTypeOf, systemClock, type TaskId } from "@hugginggpt/shared";
import { decodePicture } from "@hugginggpt/shared/pictures";
import { processorTime } from "@hugginggpt/testing";
import { describe, expect, it } from "vitest";
import { tempHome } from "../e2e/temp-home.js";
import { simulatedPng } from "../media/simulated-png.js";
import {
  animatedGif,
  animatedPng,
  animatedWebp,
  brokenMp4,
  endlessAsf,
  flatPng,
  mp4,
  png,
  pngHeader,
  wav,
  zip,
} from "./hostile-files.js";
import { codeOf, grownBy, runAt } from "./victim.js";

const MIB = 1024 * 1024;
const HTML = Buffer.from("<!doctype html><script>fetch('https://evil.example')</script>");

/** Gives bytes as a user's file; returns what became of it: the type, or the fault's code. */
async function given(bytes: Uint8Array, name = "file.bin"): Promise<string> {
  const path = join(tempHome(), name);
  writeFileSync(path, bytes);
  try {
    return (await readUserFile(path, 1)).type;
  } catch (error) {
    if (isFault(error)) return error.code;
    throw error;
  }
}

/** Lets a provider answer with bytes; returns the fault's code. */
function answered(bytes: Uint8Array, task: TaskId = "text-to-image", type = "image/png"): Promise<string> {
  return codeOf(runAt(() => ({ status: 200, headers: { "content-type": type }, body: bytes }), task));
}

describe("pictures (A13)", () => {
  const huge = flatPng(14_000);

  it("of 196 million pixels in a small file are refused, from the user and from a provider", async () => {
    expect(huge.byteLength).toBeLessThan(700_000);
    const { value, grown } = await grownBy(async () => [await given(huge), await answered(huge)]);
    expect(value).toEqual(["INPUT_TOO_LARGE", "RESPONSE_TOO_LARGE"]);
    expect(grown).toBeLessThan(100 * MIB);
  });

  it("of more than 16 million pixels are not unpacked here", async () => {
    const { value, grown } = await grownBy(async () => decodePicture(flatPng(4_001)));
    expect(value).toBeNull();
    expect(grown).toBeLessThan(50 * MIB);
  });

  it.each([
    ["interlaced data that unpacks to 300 MB", { interlaced: true, raw: 300 * MIB }],
    ["data that unpacks to 300 MB", { raw: 300 * MIB }],
    ["a second header", { raw: Buffer.alloc(2), extra: [["IHDR", pngHeader(60_000, 60_000)] as const] }],
  ])("with a small header and %s are not unpacked", async (_what, shape) => {
    const bytes = png({ width: 8, height: 8, ...shape });
    const { grown } = await grownBy(async () => decodePicture(bytes));
    expect(grown).toBeLessThan(100 * MIB);
  });

  it("are still unpacked where they are honest, interlaced or not", () => {
    const raw = Buffer.alloc(15 * 2);
    for (const flat of [Buffer.alloc(16), 16])
      expect(decodePicture(png({ width: 8, height: 8, raw: flat }))).toMatchObject({ width: 8 });
    expect(decodePicture(png({ width: 8, height: 8, interlaced: true, raw }))).toMatchObject({ width: 8 });
  });

  it.each([
    ["GIF", animatedGif],
    ["PNG", animatedPng],
    ["WebP", animatedWebp],
  ])("of 20,000 frames are refused, of a few hundred taken: %s", async (_name, make) => {
    expect(await mediaTypeOf(make(20_000))).toMatchObject({ kind: "image" });
    expect(await given(make(20_000))).toBe("INPUT_TOO_LARGE");
    expect(await given(make(300))).toBe("image");
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    '\ufeff <!-- a --><?xml version="1.0"?><!-- b -->\n<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
    '<svg><image xlink:href="http://169.254.169.254/"/></svg>',
  ])("that are SVG are refused, whatever stands before: %s", async (svg) => {
    for (const name of ["a.svg", "a.png", "a.txt"])
      expect(await given(Buffer.from(svg), name)).toBe("INPUT_UNREADABLE");
    expect(await answered(Buffer.from(svg))).toBe("BAD_RESPONSE");
    expect(await answered(Buffer.from(svg), "text-to-image", "image/svg+xml")).toBe("BAD_RESPONSE");
  });

  it("are what their first bytes say: a page behind a picture is a picture, a picture behind a page is none", async () => {
    const polyglot = Buffer.concat([simulatedPng("x"), HTML]);
    expect(await given(polyglot, "page.html")).toBe("image");
    expect(await given(Buffer.concat([HTML, simulatedPng("x")]), "picture.png")).toBe("INPUT_UNREADABLE");
    expect(await answered(Buffer.concat([HTML, simulatedPng("x")]))).toBe("BAD_RESPONSE");
    expect(await answered(HTML)).toBe("BAD_RESPONSE");
  });
});

describe("recordings, videos and archives (A14)", () => {
  it("a WAV that claims 2^32 samples is read by what is there, and nothing is set aside for the claim", async () => {
    const bytes = wav({ dataBytes: 0xffff_fffe, byteRate: 16_000 });
    const { value, grown } = await grownBy(() => given(bytes));
    expect(value).toBe("audio");
    expect(grown).toBeLessThan(20 * MIB);
  });

  it("media that claim to last longer than a day are refused", async () => {
    expect(await given(wav({ dataBytes: 200_000, byteRate: 1 }))).toBe("INPUT_TOO_LARGE");
    expect(await given(mp4(90_000))).toBe("INPUT_TOO_LARGE");
    expect(await given(mp4(60))).toBe("video");
    expect(await answered(mp4(90_000), "text-to-video", "video/mp4")).toBe("RESPONSE_TOO_LARGE");
  });

  it.each([0, 1, 2, 7, 0x7fff_ffff, 0xffff_ffff])(
    "an MP4 whose boxes claim %i bytes keeps nobody busy",
    async (size) => {
      const { value, ms } = await processorTime(() => given(brokenMp4(size)));
      expect(value).toBe("video");
      expect(ms).toBeLessThan(2_000);
    },
  );

  it("an ASF header that leads nowhere keeps nobody busy", async () => {
    const { ms } = await processorTime(() => given(endlessAsf()));
    expect(ms).toBeLessThan(2_000);
  });

  it.each(["[Content_Types].xml", "mimetype", "META-INF/container.xml", "a.txt"])(
    "a ZIP is refused and a bomb in it not unpacked: %s",
    async (name) => {
      const bomb = zip(name, 300 * MIB);
      const { value, grown } = await grownBy(async () => [
        await given(bomb, "letter.docx"),
        await answered(bomb),
        await answered(bomb, "automatic-speech-recognition", "application/zip"),
      ]);
      expect(value).toEqual(["INPUT_UNREADABLE", "BAD_RESPONSE", "BAD_RESPONSE"]);
      expect(grown).toBeLessThan(100 * MIB);
    },
  );
});

describe("names of files that a provider sends (A16)", () => {
  it.each(["../../x.png", "a\0b.png", "CON", "x".repeat(300), "page.html", "/etc/cron.d/x", "C:\\x.png"])(
    "are not used: %j",
    async (name) => {
      const dir = join(tempHome(), "out");
      const store = new DirectoryArtifactStore(dir, { run: "r", clock: systemClock });
      const media = { kind: "image", bytes: simulatedPng("x"), mediaType: "text/html", name } as const;
      const [made] = await store.keep(
        { media: [media] },
        { taskId: 1, task: "text-to-image", model: "own/er" },
      );
      expect(dirname(store.pathOf(made?.name ?? "") ?? "")).toBe(dir);
      expect(made).toMatchObject({ mediaType: "image/png" });
      expect(readdirSync(dir).filter((one) => one !== "manifest.json")).toEqual(["1-text-to-image.png"]);
    },
  );

  it("become part of nothing where a task or a type is hostile either", async () => {
    const dir = join(tempHome(), "out");
    const store = new DirectoryArtifactStore(dir, { run: "r", clock: systemClock });
    const media = { kind: "image", bytes: HTML, mediaType: "text/html", name: "page.html" } as const;
    const [made] = await store.keep({ media: [media] }, { taskId: 1, task: "../../x\0", model: "../../y" });
    expect(dirname(store.pathOf(made?.name ?? "") ?? "")).toBe(dir);
    expect(made).toMatchObject({
      mediaType: "application/octet-stream",
      name: expect.stringMatching(/\.bin$/),
    });
  });
});
