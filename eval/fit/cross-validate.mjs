/** Parts of the score, with the factors that their weights may be changed by. */
const CHOICES = {
  lexical: [0.5, 1, 2],
  similarity: [0, 1, 2],
  popularity: [0.5, 1, 2],
  language: [0.5, 1, 2],
  kind: [0.5, 1, 2],
  domain: [0, 1, 2],
};
const FOLDS = 5;
/** A change of weights must serve so many more steps of the others than none. */
const LEAST_GAIN = 2;

/**
 * Returns the graded steps as they are to be expected on unseen requests: the requests are split into five, and each fifth
 * is ranked with the weights that serve the other four best.
 */
export function crossValidate(steps) {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = tuned(steps.filter((step) => foldOf(step) !== fold));
    return steps
      .filter((step) => foldOf(step) === fold)
      .map((step) => ({ ...step, ids: weighed(step, weights) }));
  }).flat();
}

/** One weight after the other, kept as it is unless another one gains enough. */
function tuned(steps) {
  const weights = Object.fromEntries(Object.keys(CHOICES).map((part) => [part, 1]));
  for (const [part, factors] of Object.entries(CHOICES)) {
    let most = served(steps, weights) + LEAST_GAIN;
    let best = weights[part];
    for (const factor of factors) {
      const count = served(steps, { ...weights, [part]: factor });
      if (count >= most) [most, best] = [count, factor];
    }
    weights[part] = best;
  }
  return weights;
}

function served(steps, weights) {
  let sum = 0;
  for (const step of steps) {
    const [first] = weighed(step, weights);
    sum += step.good.includes(first) ? 1 : step.ok.includes(first) ? 0.5 : 0;
  }
  return sum;
}

function weighed({ all }, weights) {
  return all
    .map(({ model, why: { raw: _raw, ...parts } }) => ({
      model,
      score: Object.entries(parts).reduce((sum, [name, part]) => sum + part * (weights[name] ?? 1), 0),
    }))
    .sort((a, b) => b.score - a.score || b.model.downloads - a.model.downloads)
    .map(({ model }) => model.id);
}

/** FNV-1a of the request's id: the same split each time. */
function foldOf({ request }) {
  let hash = 2166136261;
  for (const letter of request.id) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) % FOLDS;
}
