import { describe, expect, it } from "vitest";
import { BARE_PROFILE } from "../../ports/describe-model.js";
import { kindFit } from "./kind-fit.js";
import { needFacts } from "./need-facts.js";

/** How a model with these kinds of work meets a need for reading text in pictures. */
const fit = (kinds: readonly string[], need: string) =>
  kindFit({ ...BARE_PROFILE, kinds }, needFacts("image-to-text", need, undefined));

describe("kindFit", () => {
  it("prefers a model of the wanted kind to one that has another special kind beside it", () => {
    const need = "handwriting in a scanned letter";
    expect(fit(["handwriting"], need)).toBeGreaterThan(fit(["captchas", "printed text"], need));
    expect(fit(["handwriting"], need)).toBeGreaterThan(fit(["handwriting", "captchas"], need));
  });

  it("counts a kind that is named later for less, and two that are wanted for more than one", () => {
    const need = "handwriting and printed text";
    expect(fit(["handwriting"], need)).toBeGreaterThan(fit(["printed text"], need));
    expect(fit(["handwriting", "printed text"], need)).toBeGreaterThan(fit(["handwriting"], need));
  });

  it("is lowest for a model that does one thing apart, unless that is wanted", () => {
    const drawn = (need: string) =>
      kindFit(
        { ...BARE_PROFILE, kinds: ["inpainting", "any picture"] },
        needFacts("text-to-image", need, undefined),
      );
    expect([drawn("a dragon above a castle"), drawn("photo of a cat"), drawn("")]).toEqual([-1, -1, -1]);
    expect(drawn("inpaint the sky")).toBeGreaterThan(0);
  });

  it("is lowest for a model of another kind, and nothing is known of one without kinds", () => {
    expect(fit(["manga"], "handwriting")).toBe(-1);
    expect(fit([], "handwriting")).toBeCloseTo(-0.1);
    expect(fit([], "an alt text")).toBe(0.5);
  });
});
