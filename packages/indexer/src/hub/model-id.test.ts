import fc from "fast-check";
import { expect, test } from "vitest";
import { isModelId } from "./model-id.js";

test.each(["gpt2", "openai/whisper-tiny", "a.b/c_d-1", "Qwen/Qwen3-0.6B"])("%s is a model id", (id) => {
  expect(isModelId(id)).toBe(true);
});

test.each([
  "",
  "..",
  ".",
  "../x",
  "a/..",
  "a/b/c",
  "a b",
  "a/",
  "/a",
  "a?b",
  `a/${"b".repeat(97)}`,
  7,
  null,
  "a\n",
])("%j is no model id", (id) => {
  expect(isModelId(id)).toBe(false);
});

test("a model id never changes the host or climbs in an address", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(".", "/", "a", "-", "_", "%", "2", "e", "\\", "@", ":") }),
      (id) => {
        fc.pre(isModelId(id));
        const url = new URL(`https://hub.test/${id}/raw/main/README.md`);
        expect(url.href).toBe(`https://hub.test/${id}/raw/main/README.md`);
      },
    ),
  );
});
