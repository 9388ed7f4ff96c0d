import type { TaskId } from "@hugginggpt/shared";
import { encodePng } from "@hugginggpt/shared/pictures";
import { describe, expect, it } from "vitest";
import { scriptedAccess } from "../../testing/scripted-http.js";
import { readAnswer } from "./read-answer.js";

const picture = (levelAt: (at: number) => number) => {
  const pixels = Uint8Array.from({ length: 64 * 64 * 4 }, (_, i) => (i % 4 === 3 ? 255 : levelAt(i >> 2)));
  return encodePng({ width: 64, height: 64, pixels });
};
const BLACK = picture(() => 0);
const WHITE = picture(() => 255);
const REAL = picture((at) => at % 200);

const read = (body: unknown, task: TaskId) =>
  readAnswer(body, {
    job: { task, args: {} },
    access: scriptedAccess(),
    signal: new AbortController().signal,
  });
const inJson = (...pictures: readonly Uint8Array[]) => ({
  data: pictures.map((one) => ({ b64_json: Buffer.from(one).toString("base64") })),
});

describe("a picture of one colour", () => {
  it.each<[TaskId, unknown]>([
    ["text-to-image", BLACK],
    ["text-to-image", inJson(BLACK)],
    ["text-to-image", inJson(BLACK, WHITE)],
    ["image-to-image", WHITE],
    ["canny-text-to-image", BLACK],
    ["unconditional-image-generation", inJson(BLACK)],
  ])("is what a filter leaves of %s, not a result", async (task, body) => {
    await expect(read(body, task)).rejects.toMatchObject({ code: "FILTERED" });
  });

  it("is left out where others came with it", async () => {
    expect((await read(inJson(BLACK, REAL), "text-to-image")).media).toHaveLength(1);
  });

  it("may be what was found in a picture", async () => {
    expect((await read(BLACK, "depth-estimation")).media).toHaveLength(1);
  });
});
