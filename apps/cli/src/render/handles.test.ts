import { expect, test } from "vitest";
import { readableBy } from "./handles.js";

test("handles read as names, with the quotes of JSON only where they stood inside a text", () => {
  const readable = readableBy([
    { handle: 1, name: "cat.png" },
    { handle: 12, name: "note.txt" },
  ]);
  expect(readable('image="<FILE>-1" text="<GENERATED>-0"')).toBe("image=cat.png text=result of [0]");
  expect(readable('["<FILE>-1","<FILE>-12"]')).toBe("[cat.png,note.txt]");
  expect(readable('text="see <FILE>-12"')).toBe('text="see note.txt"');
  expect(readable("what is in <FILE>-1? <FILE>-7 is not there")).toBe(
    "what is in cat.png? <FILE>-7 is not there",
  );
});
