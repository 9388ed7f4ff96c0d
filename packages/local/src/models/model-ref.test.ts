import { isFault } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cacheFolder, idOfFolder, modelRef } from "./model-ref.js";

function refused(name: string): boolean {
  try {
    modelRef(name);
    return false;
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.code === "USAGE";
  }
}

describe("a model's name", () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,20}[A-Za-z0-9_])?$/);
  const id = fc.oneof(
    part,
    fc.tuple(part, part).map((parts) => parts.join("/")),
  );

  it("is one of the Hub's, whose folder in a cache leads back to it", () => {
    fc.assert(
      fc.property(id, (name) => {
        if (/\.\.|--/.test(name)) {
          expect(refused(name)).toBe(true);
          return;
        }
        expect(modelRef(name)).toEqual({ kind: "hub", id: name });
        expect(cacheFolder(name)).not.toContain("/");
        expect(idOfFolder(cacheFolder(name))).toBe(name);
      }),
    );
  });

  it("is a folder only by its whole path", () => {
    expect(modelRef("local:/models/mine")).toEqual({
      kind: "folder",
      id: "local:/models/mine",
      path: "/models/mine",
    });
    for (const name of ["local:", "local:mine", "local:../mine", "local:/a\0b"])
      expect(refused(name)).toBe(true);
  });

  it.each([
    "",
    "/",
    "a/",
    "/a",
    "a/b/c",
    "..",
    "a/..",
    "../a",
    ".",
    "a/.b",
    "a\\b",
    "a b",
    "a\n",
    "ü/b",
    "a--b",
  ])("is never %j: no name leads out of the folder of models", (name) => expect(refused(name)).toBe(true));

  it("is read from no folder but those of a cache", () => {
    for (const folder of ["datasets--a--b", "models", "models--a--b--c", "a--b", ""])
      expect(idOfFolder(folder)).toBeNull();
  });
});
