import { describe, expect, it } from "vitest";
import { languageFit } from "./language-fit.js";

const fit = (id: string, codes: string[], query: string) => languageFit(id, codes, new Set(query.split(" ")));

describe("languageFit", () => {
  it("knows a language that the query names, by the model's codes and by its id", () => {
    expect(fit("a/b", ["ko"], "korean news")).toEqual({ fit: "named", language: "ko" });
    expect(fit("a/bert-base-japanese", [], "japanese letters")).toEqual({ fit: "named", language: "ja" });
  });

  it("knows languages by their codes as words of an id, but not by codes that are words of English", () => {
    expect(fit("a/gpt2-small_pt", [], "portuguese letters")).toEqual({ fit: "named", language: "pt" });
    expect(fit("a/gpt2-small_pt", [], "missing words")).toEqual({ fit: "other", language: "pt" });
    expect(fit("a/text-to-image-no-it-id", [], "missing words")).toBeNull();
    expect(fit("a/opus-de-en", [], "missing words")).toBeNull();
  });

  it("knows a model of other languages only", () => {
    expect(fit("a/bert-base-japanese", [], "missing words")).toEqual({ fit: "other", language: "ja" });
    expect(fit("a/b", ["de", "fr"], "missing words")?.fit).toBe("other");
  });

  it("has nothing against models of English, of many languages, and of unknown ones", () => {
    expect(fit("a/b", ["de", "en"], "missing words")).toBeNull();
    expect(fit("a/b", ["de", "fr", "it", "es"], "missing words")).toBeNull();
    expect(fit("a/multilingual-german-french", [], "missing words")).toBeNull();
    expect(fit("a/b", [], "missing words")).toBeNull();
    expect(fit("a/b", ["zz", "not a code"], "words")?.fit).toBe("other");
  });

  it("does not judge for a query in another script", () => {
    expect(fit("a/b", ["zh"], "把 文本 翻译")).toBeNull();
  });
});
