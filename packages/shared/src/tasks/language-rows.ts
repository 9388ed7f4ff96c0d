import {
  arg,
  labels,
  list,
  optional,
  question,
  sentences,
  sourceLanguage,
  sourceSentence,
  table,
  targetLanguage,
  text,
} from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on text: what each takes and returns. */
export const LANGUAGE_ROWS = {
  "text-classification": {
    summary: "label a text, for instance its sentiment, tone, emotion or topic",
    args: [text],
    outputs: ["labels"],
    equivalents: ["zero-shot-classification"],
    aliases: ["sentiment-analysis", "sentiment-classification", "emotion-classification"],
    controllerCanDo: true,
  },
  "token-classification": {
    summary: "mark names of people, places, organisations or parts of speech in a text",
    args: [text],
    outputs: ["entities"],
    aliases: ["ner", "named-entity-recognition", "pos-tagging", "entity-recognition"],
    controllerCanDo: true,
  },
  "table-question-answering": {
    summary: "answer a question from a table",
    args: [table, question],
    outputs: ["text"],
    aliases: ["tableqa", "table-qa"],
  },
  "question-answering": {
    summary: "answer a question from a given context text",
    args: [
      question,
      optional(arg("context", "text", "the text that holds the answer", ["document", "passage"])),
    ],
    outputs: ["text"],
    aliases: ["qa", "extractive-question-answering"],
    controllerCanDo: true,
  },
  "zero-shot-classification": {
    summary: "decide which of given labels fits a text",
    args: [text, labels],
    outputs: ["labels"],
    equivalents: ["text-classification"],
    controllerCanDo: true,
  },
  translation: {
    summary: "translate a text into another language",
    args: [text, targetLanguage, sourceLanguage],
    outputs: ["text"],
    aliases: ["translate", "machine-translation"],
    controllerCanDo: true,
  },
  summarization: {
    summary: "shorten a text to what matters",
    args: [text, optional(arg("max_sentences", "numbers", "sentences at most"))],
    outputs: ["text"],
    aliases: ["summarize", "summarisation", "text-summarization"],
    controllerCanDo: true,
  },
  "feature-extraction": {
    summary: "turn a text into an embedding vector",
    args: [text],
    outputs: ["vector"],
    equivalents: ["sentence-similarity"],
    aliases: ["embedding", "embeddings", "text-embedding"],
  },
  "text-generation": {
    summary: "write, rewrite, continue or answer in words",
    args: [
      arg("text", "text", "the instruction or the text to continue", [
        "prompt",
        "input",
        "inputs",
        "instruction",
      ]),
    ],
    outputs: ["text"],
    equivalents: ["image-text-to-text"],
    aliases: [
      "conversational",
      "text2text-generation",
      "chat",
      "chat-completion",
      "paraphrase",
      "text-editing",
      "language-modeling",
    ],
    controllerCanDo: true,
  },
  "fill-mask": {
    summary: "fill the [MASK] in a sentence",
    args: [text],
    outputs: ["labels"],
    aliases: ["mask-filling", "masked-language-modeling"],
    controllerCanDo: true,
  },
  "sentence-similarity": {
    summary: "score how alike a text and other texts are in meaning",
    args: [sourceSentence, sentences],
    outputs: ["numbers"],
    equivalents: ["feature-extraction"],
    aliases: ["text-similarity", "semantic-similarity"],
  },
  "table-to-text": { summary: "describe a table in words", args: [table], outputs: ["text"] },
  "multiple-choice": {
    summary: "choose the best of several answers",
    args: [question, list(arg("choices", "text", "the answers", ["options", "candidate_labels"]))],
    outputs: ["labels"],
  },
  "text-ranking": {
    summary: "order texts by how well they answer a query",
    args: [arg("query", "text", "the query", ["text", "question", "source_sentence"]), sentences],
    outputs: ["numbers"],
    aliases: ["reranking", "text-reranking"],
  },
  "text-retrieval": { summary: "find texts that answer a query", args: [text], outputs: ["text"] },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
