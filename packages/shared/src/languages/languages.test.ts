import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectLanguage } from "./detect-language.js";
import { NAMES_BY_CODE } from "./english-names.js";
import { languageCode, languageDetector, languageName, languagesNamed } from "./index.js";
import { LOCAL_NAMES, WIDELY_SPOKEN } from "./local-names.js";

describe("languageCode", () => {
  it.each([
    ["jp", "ja"],
    ["cn", "zh"],
    ["kr", "ko"],
    ["iw", "he"],
    ["nb", "no"],
    ["nn-NO", "no"],
    ["eng", "en"],
    ["deu", "de"],
    ["ger", "de"],
    ["cmn", "zh"],
    ["arb", "ar"],
    ["deu_Latn", "de"],
    ["zh-Hans", "zh"],
    ["pt-BR", "pt"],
    ["yue", "yue"],
    ["fil", "tl"],
    ["German", "de"],
    ["Brazilian Portuguese", "pt"],
    ["deutsch", "de"],
    ["中文", "zh"],
    ["Polish", "pl"],
    ["Norwegian Bokmål", "no"],
  ])("knows %s as %s", (written, code) => {
    expect(languageCode(written)).toBe(code);
  });

  it.each(["", "x", "multilingual", "qqq", "text", "German and French", "a sentence that names English"])(
    "knows no language in %j",
    (written) => {
      expect(languageCode(written)).toBeNull();
    },
  );

  it("finds every language again by its own English name, and no code under two names", () => {
    for (const code of NAMES_BY_CODE.keys())
      expect([code, languageCode(languageName(code))]).toEqual([code, code]);
  });

  it("gives a code that stands for itself, or null, for whatever is written", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{2,3}$/)), (written) => {
        const code = languageCode(written);
        expect(code === null || languageCode(code) === code).toBe(true);
      }),
    );
  });
});

describe("languagesNamed", () => {
  it.each([
    ["translate from French to german", ["fr", "de"]],
    ["Polish this paragraph of my letter", []],
    ["a summary in Polish", ["pl"]],
    ["polish the table, then speak Swedish", ["sv"]],
    ["Latin letters of Latin America", []],
    ["Übersetze die deutsche Rezension ins Englische", ["de", "en"]],
    ["traduis cette phrase anglaise en allemand", ["en", "de"]],
    ["traduce del inglés al español", ["en", "es"]],
    ["traduce al ingles", ["en"]],
    ["dall'inglese al cinese", ["en", "zh"]],
    ["traduza do inglês para o alemão", ["en", "de"]],
    ["прочитай это по-русски, потом на английском", ["ru", "en"]],
    ["przetłumacz z angielskiego na niemiecki", ["en", "de"]],
    ["bunu Almancaya çevir", ["de"]],
    ["把这段英文翻译成德语", ["en", "de"]],
    ["用普通话朗读", ["zh"]],
    ["帮我中译英", ["zh", "en"]],
    ["ドイツ語に翻訳して", ["de"]],
    ["한국어로 번역해 줘", ["ko"]],
    ["terjemahkan ke bahasa Inggris", ["en"]],
    ["dịch sang tiếng Tây Ban Nha", ["es"]],
    ["ترجم هذا إلى الإنجليزية", ["en"]],
    ["a vase made in China, bought in India", []],
    ["German, French and German again", ["de", "fr"]],
  ])("finds in %j the languages %j", (text, codes) => {
    expect(languagesNamed(text)).toEqual(codes);
  });
});

describe("the written names of languages", () => {
  it.each(Object.entries(LOCAL_NAMES))(
    "in %s are those that Node knows, as far as its version knows the same",
    (locale, names) => {
      const node = new Intl.DisplayNames([locale], { type: "language", fallback: "none" });
      const written = names.split("|");
      expect(written).toHaveLength(WIDELY_SPOKEN.length);
      const same = WIDELY_SPOKEN.filter((code, at) => node.of(code) === written[at]);
      expect(same.length).toBeGreaterThan(0.9 * WIDELY_SPOKEN.length);
    },
  );
});

describe("detectLanguage", () => {
  it.each([
    ["Where is my order? It was promised for Monday.", "en"],
    ["This is great", "en"],
    ["summarize this", "en"],
    ["Das Zimmer war sauber und ruhig.", "de"],
    ["Le service était très lent ce soir.", "fr"],
    ["¿Dónde está la biblioteca?", "es"],
    ["De trein had weer vertraging vandaag.", "nl"],
    ["Kargo çok geç geldi.", "tr"],
    ["Доставка опоздала на два дня.", "ru"],
    ["Де знаходиться вокзал?", "uk"],
    ["这家餐厅的菜很好吃", "zh"],
    ["このホテルはとても静かでした", "ja"],
    ["배송이 너무 늦었어요", "ko"],
    ["ایستگاه قطار کجاست؟", "fa"],
    ["أين محطة القطار؟", "ar"],
    ["Πού είναι ο σταθμός;", "el"],
  ])("takes %j for %s", async (text, code) => {
    expect(await detectLanguage(text)).toBe(code);
    expect((await languageDetector())(text)).toBe(code);
  });

  it.each(["", "ok", "42", "x = (a + b) * {c}", "https://example.org/das/ist/deutsch", "🎉🎉🎉"])(
    "says nothing of %j",
    async (text) => {
      expect(await detectLanguage(text)).toBeNull();
    },
  );
});
