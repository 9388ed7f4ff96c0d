/** Weights of stems, by stem. */
export type StemWeights = ReadonlyMap<string, number>;

/** Returns the weights of those of the stems that have one, in the order of the stems. */
export function weightsOf(stems: readonly string[], weights: StemWeights): StemWeights {
  return new Map(
    stems.flatMap((stem) => {
      const weight = weights.get(stem);
      return weight === undefined ? [] : [[stem, weight] as const];
    }),
  );
}

/** Returns weights in the same proportions whose squares sum up to 1; nothing for none, or for zeros alone. */
export function unitWeights(weights: StemWeights): StemWeights {
  const length = Math.hypot(...weights.values());
  return length === 0 ? new Map() : new Map([...weights].map(([stem, weight]) => [stem, weight / length]));
}
