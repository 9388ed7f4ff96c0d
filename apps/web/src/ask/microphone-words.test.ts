import { expect, it } from "vitest";
import { microphoneWords } from "./microphone-words.js";

it.each([
  ["NotAllowedError", "microphoneRefused"],
  ["NotFoundError", "microphoneMissing"],
  ["NotReadableError", "microphoneBusy"],
])("%s of a microphone is told in words with a next step", (name, key) => {
  expect(microphoneWords(new DOMException("as the browser says it", name))).toBe(key);
});

it("an error of another kind keeps its own words", () => {
  expect(microphoneWords(new TypeError("no such thing"))).toBeNull();
  expect(microphoneWords("odd")).toBeNull();
});
