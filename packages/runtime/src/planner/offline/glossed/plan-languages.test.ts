import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TASK_IDS } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { shortPlanByRules } from "../../../testing/short-plan.js";
import { planByRules } from "../plan-by-rules.js";
import { languageRules } from "./language-rules.js";
import { requestLanguage } from "./request-language.js";

const CODES = ["de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ja", "ko"];

interface Asked {
  readonly request: string;
  readonly lang?: string;
}

/** The requests of a set of this repository. */
function requestsOf(set: string): Asked[] {
  const path = fileURLToPath(new URL(`../../../../../../eval/requests/${set}.jsonl`, import.meta.url));
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Asked);
}

describe("planByRules, in languages read by a table", () => {
  it.each<[string, string[], string[]]>([
    ["Lies den Satz „Der Kuchen ist fertig.“ vor", [], ["text-to-speech(Der Kuchen ist fertig.)"]],
    [
      "Übersetze den Brief ins Polnische und lies ihn dann vor",
      ["brief.txt"],
      ["translation(<FILE>-1 | Polish)", "text-to-speech(<GENERATED>-0)"],
    ],
    ["Male ein Bild von einem Boot im Nebel", [], ["text-to-image(einem Boot im Nebel)"]],
    [
      "Ordne diesen Artikel ein als Sport, Politik oder Kultur",
      ["a.txt"],
      ["zero-shot-classification(<FILE>-1 | Sport,Politik,Kultur)"],
    ],
    ["Traduis « Bonne nuit » en italien", [], ["translation(Bonne nuit | Italian)"]],
    ["Haz este texto más corto: a.txt", ["a.txt"], ["summarization(<FILE>-1)"]],
    ["Vat dit Nederlandse krantenartikel samen: a.txt", ["a.txt"], ["summarization(<FILE>-1)"]],
    ['Bu cümleyi seslendir: "Yarın hava güneşli."', [], ["text-to-speech(Yarın hava güneşli.)"]],
    ["¿Qué enfermedad tiene esta hoja?", ["p.png"], ["image-classification(<FILE>-1)"]],
    ["Dessine une maison au bord du lac", [], ["text-to-image(une maison au bord du lac)"]],
    [
      "¿Cuántas sillas hay en la foto?",
      ["p.png"],
      ["visual-question-answering(<FILE>-1 | ¿Cuántas sillas hay en la foto?)"],
    ],
    [
      "Descrivi la foto, poi traduci la descrizione in russo",
      ["p.png"],
      ["image-to-text(<FILE>-1)", "translation(<GENERATED>-0 | Russian)"],
    ],
    ["Remova o fundo da imagem", ["p.png"], ["image-segmentation(<FILE>-1)"]],
    ["Переведи «Доброе утро» на испанский", [], ["translation(Доброе утро | Spanish)"]],
    [
      "録音を文字起こしして、それからドイツ語に翻訳して",
      ["t.wav"],
      ["automatic-speech-recognition(<FILE>-1)", "translation(<GENERATED>-0 | German)"],
    ],
    ["海辺の家の絵を描いて", [], ["text-to-image(海辺の家)"]],
    ["“잘 자요”를 독일어로 번역해 줘", [], ["translation(잘 자요 | German)"]],
    ["Riassumi la lettera scritta in italiano", ["a.txt"], ["summarization(<FILE>-1)"]],
    [
      "Mein Chef hat mir eine Aufnahme geschickt, auf Deutsch. Transkribiere sie.",
      ["t.wav"],
      ["automatic-speech-recognition(<FILE>-1)"],
    ],
    [
      "Peux-tu me dire combien de chiens il y a sur la photo ?",
      ["p.png"],
      ["visual-question-answering(<FILE>-1 | combien de chiens il y a sur la photo ?)"],
    ],
    ["Vat dit artikel samen", ["a.txt"], ["summarization(<FILE>-1)"]],
    ["Narysuj dom nad jeziorem", [], ["text-to-image(dom nad jeziorem)"]],
    ["Bu metni Almancaya çevir", ["a.txt"], ["translation(<FILE>-1 | German)"]],
  ])("plans: %s", async (request, files, expected) => {
    expect(await shortPlanByRules(request, ...files)).toEqual(expected);
  });

  it.each(["Wie geht es dir?", "Comment ça va ?", "こんにちは", "Как дела?"])(
    "takes %s as talk",
    async (request) => {
      expect(await shortPlanByRules(request)).toEqual([`text-generation(${request})`]);
    },
  );

  it.each([
    ["Sammanfatta den här artikeln, tack, jag hinner inte läsa den", "sv"],
    ["अगले हफ़्ते के लिए मुझे क्या करना चाहिए?", "hi"],
    ["ลาก่อน แล้วพบกันใหม่พรุ่งนี้", "th"],
  ])("says which language %s is in, which it does not read", async (request, language) => {
    const result = await planByRules({ request, files: [], offered: TASK_IDS });
    expect(result).toMatchObject({ kind: "chat", unread: { language } });
  });

  it.each(["hi there", "Wie geht es dir?", "你好", "lol ok", "ugh, mondays."])(
    "reads the language of %s",
    async (request) => {
      const result = await planByRules({ request, files: [], offered: TASK_IDS });
      expect(result).toMatchObject({ kind: "plan", plan: { tasks: [{ task: "text-generation" }] } });
    },
  );

  it("knows the language of each request, whatever it quotes", () => {
    const asked = requestsOf("tuning-languages");
    expect(asked.filter(({ request, lang }) => requestLanguage(request) !== lang)).toEqual([]);
    expect(requestLanguage("Übersetze “The weather is nice and I am at home.” ins Deutsche")).toBe("de");
    expect(requestLanguage("Translate to Japanese: Wo ist die Bibliothek, bitte?")).toBe("en");
  });

  it.each(["tuning-en", "held-out-en", "fresh-en", "unseen-en", "tuning-zh", "held-out-zh"])(
    "takes no request of %s for another language",
    (set) => {
      const others = requestsOf(set).filter(({ request }) => CODES.includes(requestLanguage(request) ?? ""));
      expect(others).toEqual([]);
    },
  );
});

describe("languageRules", () => {
  it("has no table for English, Chinese and what is no language", async () => {
    expect(await Promise.all(["en", "zh", "xx", "toString", null].map(languageRules))).toEqual(
      Array(5).fill(null),
    );
  });

  it.each(CODES)("leaves placeholders as they are: %s", async (code) => {
    const rules = await languageRules(code);
    expect(rules?.split("«q0» «image1»").map(({ text }) => text)).toEqual(["«q0» «image1»"]);
    expect(rules?.code).toBe(code);
  });
});
