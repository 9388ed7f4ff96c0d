import { existsSync } from "node:fs";
import { join } from "node:path";
import { LocalBackend, type LocalMachine } from "@hugginggpt/local";
import { BuiltinBackend } from "@hugginggpt/runtime";
import type { Media, TaskId } from "@hugginggpt/shared";
import { faultOf } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome } from "../e2e/temp-home.js";
import { blackPng } from "../media/simulated-png.js";
import { toneWav } from "../media/tone-wav.js";
import { machineIn, NO_RUNTIME, RUNTIME, RUNTIME_NOTE } from "./local-bench.js";

const { signal } = new AbortController();
const EVAL = new URL("../../../eval/reading/", import.meta.url).href;
const wav = (bytes: Uint8Array): Media => ({ kind: "audio", bytes, mediaType: "audio/wav", name: "a.wav" });

async function speech(text: string): Promise<Media> {
  const task = "text-to-speech";
  const endpoint = { kind: "builtin", provider: "builtin", tool: "flite", task, status: "live" } as const;
  const { media } = await new BuiltinBackend().run(
    { task, model: "builtin/flite", endpoint, args: { text } },
    signal,
  );
  return wav(media?.[0]?.bytes ?? new Uint8Array());
}

describe.skipIf(NO_RUNTIME || !existsSync(join(RUNTIME, "tools")))(
  `tools that are installed${RUNTIME_NOTE}`,
  () => {
    const home = makeHome();
    let machine: LocalMachine;
    let backend: LocalBackend;
    beforeAll(() => {
      machine = machineIn(home.path, { url: "http://127.0.0.1:9" }, { offline: true });
      backend = new LocalBackend(machine);
    });
    afterAll(() => {
      machine.close();
      home.remove();
    });

    const job = (model: string, task: TaskId, args: Record<string, Media>) => ({
      ...{ task, model, args },
      endpoint: { kind: "local", provider: "transformers.js", task, status: "live" } as const,
    });
    const heard = async (audio: Media) =>
      (await backend.run(job("local:silero-vad", "voice-activity-detection", { audio }), signal)).segments;

    it("find where someone speaks, by real weights, and nothing in silence and tones", async () => {
      const said = await speech("Good morning everybody. The train to the harbour is late today.");
      const found = (await heard(said)) ?? [];
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ label, start, end }) => label === "speech" && end > start && start >= 0)).toBe(
        true,
      );
      const seconds = (said.bytes.byteLength - 44) / 2 / 8000;
      const spoken = found.reduce((sum, { start, end }) => sum + end - start, 0);
      expect(spoken).toBeGreaterThan(seconds / 2);
      expect(await heard(wav(toneWav([[2, 0]])))).toEqual([]);
    });

    it("say that a sound is broken or of an unknown format", async () => {
      expect((await faultOf(heard(wav(Buffer.from("RIFFxxxxWAVE"))))).code).toBe("BAD_REQUEST");
      const unknown = { ...wav(Buffer.from("x")), mediaType: "audio/x-unknown" };
      expect((await faultOf(heard(unknown))).code).toBe("UNSUPPORTED");
    });

    const drawn = async (lines: readonly string[], turn = 0): Promise<Media> => {
      const [{ chineseFont, drawText, latinFont }, { pngOf, turnedBy }] = await Promise.all([
        import(`${EVAL}draw-text.mjs`),
        import(`${EVAL}spoil-picture.mjs`),
      ]);
      const [latin, chinese] = [latinFont("DejaVuSans"), chineseFont()];
      const font = (sign: string) => (/\p{Script=Han}/u.test(sign) ? chinese : latin)(sign);
      const bytes = pngOf(turnedBy(drawText(lines, font, 30), turn));
      return { kind: "image", bytes, mediaType: "image/png", name: "drawn.png" };
    };
    const read = async (image: Media, by = backend) =>
      (await by.run(job("local:pp-ocr", "image-to-text", { image }), signal)).text;
    const ZH = ["图书馆每天上午九点开门", "请按铃两次等待工作人员"];

    it("read Chinese line by line, upright, upside down and on both sides", async () => {
      for (const turn of [0, 90, 180, 270])
        expect(await read(await drawn(ZH, turn)), `${turn}`).toBe(ZH.join("\n"));
    });

    it("make nothing of letters of scripts that they do not know", async () => {
      const others = [
        ["Добро пожаловать", "Вход свободный"],
        ["Καλημέρα σας φίλοι", "Η είσοδος είναι ελεύθερη"],
      ];
      for (const lines of others)
        expect((await faultOf(read(await drawn(lines)))).code, lines[0] ?? "").toBe("BAD_REQUEST");
    });

    it("leave Latin letters alone to a reader that is sure of them", async () => {
      const asked: string[] = [];
      const both = machineIn(
        home.path,
        { url: "http://127.0.0.1:9" },
        {
          offline: true,
          latinReader: async ({ name }) => {
            asked.push(name);
            return "read by the other";
          },
        },
      );
      try {
        const by = new LocalBackend(both);
        expect(await read(await drawn(["Please ring the bell."]), by)).toBe("read by the other");
        expect(await read(await drawn(["Platform 3", "第三站台"]), by)).toContain("第三站台");
        expect(asked).toEqual(["drawn.png"]);
      } finally {
        both.close();
      }
    });

    it("say that a picture has no text", async () => {
      const image: Media = {
        kind: "image",
        bytes: blackPng(300, 200),
        mediaType: "image/png",
        name: "a.png",
      };
      const reading = backend.run(job("local:pp-ocr", "image-to-text", { image }), signal);
      expect((await faultOf(reading)).code).toBe("BAD_REQUEST");
    });
  },
);
