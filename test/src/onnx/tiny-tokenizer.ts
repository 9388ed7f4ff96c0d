import { asJson, type Files } from "./files.js";

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
/** What the tiny models know. */
export const WORDS = [
  ...SPECIAL,
  ...["good", "great", "love", "happy", "bad", "awful", "hate", "sad"],
  ...["i", "this", "movie", "is", "a", "the", "paris", "john", "lives", "in", "and", "."],
  ...["red", "green", "blue", "picture", "of", "photo"],
];

/** Returns the number of a word. @throws Error for one that the models do not know. */
export function wordId(word: string, words: readonly string[] = WORDS): number {
  const id = words.indexOf(word);
  if (id < 0) throw new Error(`No tiny model knows "${word}"`);
  return id;
}

/** Returns a table with a row for each word: the values given for it, and zeros elsewhere. */
export function table(
  width: number,
  rows: Readonly<Record<string, readonly number[]>>,
  words: readonly string[] = WORDS,
): Float32Array {
  const values = new Float32Array(words.length * width);
  for (const [word, row] of Object.entries(rows)) values.set(row, wordId(word, words) * width);
  return values;
}

/** Returns the files of a tokenizer by words, of BERT's shape. `bare`: no marks are put around a text. */
export function tokenizer({ words = WORDS, special = SPECIAL, bare = false } = {}): Files {
  const mark = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const sequence = (id: string, type_id: number) => ({ Sequence: { id, type_id } });
  const marks = {
    type: "TemplateProcessing",
    single: [mark("[CLS]"), sequence("A", 0), mark("[SEP]")],
    pair: [mark("[CLS]"), sequence("A", 0), mark("[SEP]"), sequence("B", 1), mark("[SEP]")],
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
    },
  };
  const added = special.map((content, id) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
  }));
  return {
    "tokenizer.json": asJson({
      version: "1.0",
      ...{ truncation: null, padding: null, added_tokens: added },
      normalizer: {
        ...{ type: "BertNormalizer", clean_text: true, handle_chinese_chars: true },
        ...{ strip_accents: null, lowercase: true },
      },
      pre_tokenizer: { type: "BertPreTokenizer" },
      post_processor: bare ? null : marks,
      decoder: { type: "WordPiece", prefix: "##", cleanup: true },
      model: {
        ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##" },
        ...{ max_input_chars_per_word: 100, vocab: vocabulary(words) },
      },
    }),
    "tokenizer_config.json": asJson({
      ...{ tokenizer_class: "BertTokenizer", do_lower_case: true, model_max_length: 64 },
      ...{
        unk_token: "[UNK]",
        sep_token: "[SEP]",
        pad_token: "[PAD]",
        cls_token: "[CLS]",
        mask_token: "[MASK]",
      },
    }),
  };
}

/** Returns the number of each word. */
export function vocabulary(words: readonly string[]): Record<string, number> {
  return Object.fromEntries(words.map((word, id) => [word, id]));
}
