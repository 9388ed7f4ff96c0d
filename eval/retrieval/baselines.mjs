import { stemmer } from "stemmer";
import { byDownloads, byScore } from "./measures.mjs";

/** Returns BM25 over whole texts with Porter's stems: a function of a text that returns each model's score by id. */
export function plainBm25(documents, { k1, b }) {
  const counted = documents.map(({ id, text }) => ({ id, ...countsOf(stemsOf(text)) }));
  const meanLength = counted.reduce((sum, { length }) => sum + length, 0) / counted.length;
  const spread = new Map();
  for (const { counts } of counted)
    for (const stem of counts.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  return (query) => {
    const stems = [...new Set(stemsOf(query))].filter((stem) => spread.has(stem));
    const rarity = new Map(
      stems.map((stem) => {
        const among = spread.get(stem);
        return [stem, Math.log(1 + (counted.length - among + 0.5) / (among + 0.5))];
      }),
    );
    return new Map(
      counted.map(({ id, counts, length }) => {
        const norm = k1 * (1 - b + (b * length) / meanLength);
        const score = stems.reduce((sum, stem) => {
          const count = counts.get(stem) ?? 0;
          return sum + (rarity.get(stem) * count * (k1 + 1)) / (count + norm);
        }, 0);
        return [id, score];
      }),
    );
  };
}

/** Returns a ranking by BM25: of the need's task where `given`, else of all models. */
export function bm25Ranking(models, documents, options) {
  const scores = plainBm25(documents, options);
  return (need, given) => {
    const ofText = scores(need.text);
    return byScore(ofTask(models, need, given), ({ id }) => ofText.get(id) ?? 0);
  };
}

/** HuggingGPT's rule: the models of the task, most downloaded first; the most downloaded of all where none is given. */
export function downloadsRanking(models) {
  return (need, given) =>
    ofTask(models, need, given)
      .toSorted(byDownloads)
      .map(({ id }) => id);
}

function ofTask(models, need, given) {
  return given ? models.filter(({ task }) => task === need.task) : models;
}

function stemsOf(text) {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stemmer(word));
}

function countsOf(stems) {
  const counts = new Map();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return { counts, length: stems.length };
}
