import { BARE_RECORD, type ModelRecord } from "@hugginggpt/shared";
import type { ListingCursor } from "../ports/registry-store.js";

/** Returns a Hub record; what is not given is as bare as the Hub allows. */
export function testRecord(given: Partial<ModelRecord> & { readonly id: string }): ModelRecord {
  return {
    ...BARE_RECORD,
    source: "hub",
    task: "text-classification",
    sha: "a".repeat(40),
    createdAt: "2024-01-01T00:00:00.000Z",
    lastModified: "2024-01-01T00:00:00.000Z",
    ...given,
  };
}

/** Returns a cursor of a pass that is done. */
export function testCursor(given: Partial<ListingCursor> = {}): ListingCursor {
  return {
    scope: "all",
    kind: "full",
    task: null,
    pass: 1,
    next: null,
    done: true,
    watermark: "2024-02-01T00:00:00.000Z",
    since: null,
    ...given,
  };
}

/** Words of texts: some are rare, most are in half of all models, and some are the same to FTS5. */
export const ODD_WORDS = [
  ..."owl owls owl's running runs speech Speech-to-text wav2vec2 中文 ไทย कहानी Ünïcödé unicode İstanbul 🦉 ﬁne e\u0301te".split(
    " ",
  ),
  ..."the the the model models translation translate classify".split(" "),
];
/** Tasks of these models. */
export const ODD_TASKS = ["text-classification", "translation", "automatic-speech-recognition"] as const;

/** Models that look random and are the same in every run: 120, every seventh without a text. */
export function* oddModels() {
  for (let i = 0; i < 120; i++) {
    const words = (salt: number, count: number) =>
      Array.from(
        { length: count },
        (_, n) => ODD_WORDS[(i * 7 + n * salt + ((i * n) % 5)) % ODD_WORDS.length],
      ).join(" ");
    const id = `${i % 3 ? "Owner" : "other-team"}/${words(3, 2).replace(/[^\w.-]+/g, "-")}-${i}`;
    const text = `${words(5, i % 40)}.${i % 6 ? "" : ` ${"x".repeat(70)} owl`}`;
    yield {
      record: testRecord({
        id,
        task: ODD_TASKS[i % 3] ?? null,
        downloads: (i * 37) % 50,
        license: i % 4 ? "MIT" : "apache-2.0",
        languages: i % 2 ? ["de", "EN"] : [],
        parameters: i % 5 ? i * 1e6 : null,
        tags: ["transformers.js", words(2, 3)],
        ...(i % 10 === 9 ? { baseModel: "Owner/base" } : {}),
      }),
      text: i % 7 ? text : null,
    };
  }
}
