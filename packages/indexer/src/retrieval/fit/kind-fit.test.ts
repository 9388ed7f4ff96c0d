import { describe, expect, it } from "vitest";
import { BARE_PROFILE } from "../../ports/describe-model.js";
import { domainFit, kindFit } from "./kind-fit.js";
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

  it("takes a model of the named subject where only the subject is named", () => {
    const climate = needFacts("text-classification", "does it speak of carbon emissions", undefined);
    const model = { ...BARE_PROFILE, kinds: ["topic"], domains: ["sustainability"] };
    expect(kindFit(model, climate)).toBe(1);
    expect(kindFit({ ...model, domains: ["finance"] }, climate)).toBe(-1);
  });
});

describe("domainFit", () => {
  const fits = (domains: readonly string[], need: string) =>
    domainFit({ ...BARE_PROFILE, domains }, needFacts("text-classification", need, undefined));

  it("prefers a model of the named subject alone to one of a further subject, and that to one of another", () => {
    const need = "tone of bank news";
    expect(fits(["finance"], need)).toBeGreaterThan(fits(["finance", "crypto"], need));
    expect(fits(["finance", "crypto"], need)).toBeGreaterThan(fits([], need));
    expect(fits([], need)).toBeGreaterThan(fits(["medicine"], need));
  });

  it("does not let a broad subject stand in for a narrow one that is named as well", () => {
    const need = "tweets about bitcoin";
    expect(fits(["crypto"], need)).toBeGreaterThan(fits(["social media"], need));
  });
});
