import { byScore } from "./measures.mjs";

const FOLDS = 5;
const SEEDS = [1, 2, 3];
/** The factors that the weights of the parts may be changed by; the lexical part has 1. */
const CHOICES = {
  similarity: [0, 0.5, 1, 2],
  popularity: [0.5, 1, 2],
  task: [0.7, 1, 1.5],
  language: [0.5, 1, 2],
};

/**
 * Returns the measures that are to be expected on unseen needs when the weights of the parts are chosen on the others:
 * the mean over several splits into five, needs with the same answer never on both sides. The rest of the pipeline
 * (fields, vocabulary) is as it is.
 */
export function crossValidate(needs, found, score) {
  const settings = product(CHOICES);
  const lists = settings.map((weights) => rankedWith(needs, found, weights));
  const runs = SEEDS.map((seed) => {
    const folds = foldsOf(needs, seed);
    const chosen = Array.from({ length: FOLDS }, (_, fold) => {
      const others = needs.filter((need) => folds.get(need.id) !== fold);
      return bestOf(lists, others);
    });
    const listOf = (given) => (need) => lists[chosen[folds.get(need.id)]][given].get(need.id);
    return { given: score(listOf("given")), none: score(listOf("none")) };
  });
  return { given: mean(runs.map(({ given }) => given)), none: mean(runs.map(({ none }) => none)) };
}

function rankedWith(needs, found, weights) {
  const ranked = (given) =>
    new Map(
      needs.map((need) => {
        const answer = found(need, given).ranked;
        return [need.id, byScore(answer, ({ why }) => weighed(why, weights)).slice(0, 10)];
      }),
    );
  return { given: ranked(true), none: ranked(false) };
}

/** A score with other weights, from the parts that the registry gives with each result. */
function weighed({ raw: _raw, ...parts }, weights) {
  return Object.entries(parts).reduce((sum, [name, part]) => sum + part * (weights[name] ?? 1), 0);
}

/** The setting with the best recall at 10 and nDCG at 10, both ways, over some needs. */
function bestOf(lists, needs) {
  let [best, bestSum] = [0, -1];
  for (const [at, { given, none }] of lists.entries()) {
    let sum = 0;
    for (const need of needs) {
      for (const list of [given, none]) {
        const place = list.get(need.id).findIndex((id) => need.relevant.has(id));
        if (place >= 0) sum += 1 + 1 / Math.log2(place + 2);
      }
    }
    if (sum > bestSum) [best, bestSum] = [at, sum];
  }
  return best;
}

/** Splits needs at random, those with the same answer together. */
function foldsOf(needs, seed) {
  const random = generator(seed);
  const foldOf = new Map();
  const folds = new Map();
  for (const { id, relevant } of needs) {
    const answer = [...relevant].sort()[0];
    if (!foldOf.has(answer)) foldOf.set(answer, Math.floor(random() * FOLDS));
    folds.set(id, foldOf.get(answer));
  }
  return folds;
}

/** Mulberry32: uniform in [0, 1), the same for the same seed. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function product(choices) {
  return Object.entries(choices).reduce(
    (settings, [name, values]) =>
      settings.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function mean(runs) {
  const names = Object.keys(runs[0]);
  return Object.fromEntries(
    names.map((name) => [name, runs.reduce((sum, run) => sum + run[name], 0) / runs.length]),
  );
}
