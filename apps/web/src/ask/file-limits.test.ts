import { expect, it } from "vitest";
import { bytesOf, MOST_BYTES, MOST_FILES, withMore } from "./file-limits.js";

const file = (name: string, size: number) => ({ name, size });

it("files are taken up to so many bytes together, and smaller ones after one that is too large", () => {
  const { files, refused } = withMore(
    [file("first", MOST_BYTES - 10)],
    [file("large", 11), file("fits", 10), file("empty", 0)],
  );
  expect(files.map(({ name }) => name)).toEqual(["first", "fits", "empty"]);
  expect(bytesOf(files)).toBe(MOST_BYTES);
  expect(refused).toEqual({ why: "tooBig", name: "large" });
});

it("files are taken up to so many", () => {
  const many = Array.from({ length: MOST_FILES + 1 }, (_, place) => file(String(place), 1));
  const { files, refused } = withMore([], many);
  expect(files).toHaveLength(MOST_FILES);
  expect(refused).toEqual({ why: "tooMany", name: String(MOST_FILES) });
  expect(withMore(files.slice(1), many.slice(-1)).refused).toBeNull();
});
