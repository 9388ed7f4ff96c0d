const DEPTH = 10;

/**
 * Returns how well ranked lists of ids answer the needs, each a share of all needs: the right model first, among five,
 * among ten; nDCG at ten; the right task at first place.
 */
export function measure(needs, listOf, taskOf) {
  const sums = { "recall@1": 0, "recall@5": 0, "recall@10": 0, "nDCG@10": 0, "task@1": 0 };
  for (const need of needs) {
    const list = listOf(need);
    const places = list.flatMap((id, place) => (need.relevant.has(id) ? [place] : []));
    for (const depth of [1, 5, DEPTH]) {
      sums[`recall@${depth}`] += places.filter((place) => place < depth).length / need.relevant.size;
    }
    sums["nDCG@10"] +=
      gain(places.filter((place) => place < DEPTH)) / gain([...need.relevant.keys()].map((_, i) => i));
    if (list.length > 0 && taskOf(list[0]) === need.task) sums["task@1"] += 1;
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / needs.length]));
}

/** Returns ids by falling score; ties by downloads, then by id, as the registry breaks them. */
export function byScore(models, scoreOf) {
  return models
    .map((model) => ({ model, score: scoreOf(model) }))
    .sort((a, b) => b.score - a.score || byDownloads(a.model, b.model))
    .map(({ model }) => model.id);
}

/** The most downloaded first, ties by id. */
export function byDownloads(a, b) {
  return b.downloads - a.downloads || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function gain(places) {
  return places.reduce((sum, place) => sum + 1 / Math.log2(place + 2), 0);
}
