import { kindScheme } from "@hugginggpt/shared";
import { BARE_PROFILE } from "../../packages/indexer/dist/ports/describe-model.js";
import { needFacts } from "../../packages/indexer/dist/retrieval/fit/need-facts.js";
import { queryWords } from "../../packages/indexer/dist/retrieval/query-words.js";
import { USUAL_WORDS } from "../../packages/indexer/dist/retrieval/ranking-weights.js";
import { scoreModels } from "../../packages/indexer/dist/retrieval/score-models.js";

/** Returns the step as if the table of kinds had no row for any kind that its need asks for. */
export function withoutKinds(step) {
  const need = needFacts(step.task, step.text, undefined);
  if (need.isGeneral) return { ...step, need };
  const { general } = kindScheme(step.task);
  const gone = new Set(need.kinds);
  return {
    ...step,
    need: { ...need, kinds: general === null ? [] : [general], isGeneral: true },
    all: step.all.map((candidate) => {
      const profile = candidate.profile ?? BARE_PROFILE;
      return {
        ...candidate,
        profile: { ...profile, kinds: profile.kinds.filter((kind) => !gone.has(kind)) },
      };
    }),
  };
}

/** Ranks a step's candidates anew from what the registry told of them. Returns ids, best first. */
export function rescored({ task, text, all, registrySize, need = needFacts(task, text, undefined) }) {
  return scoreModels({
    models: all.map(({ model, profile }) => ({
      ...model,
      task,
      profile: profile ?? null,
      words: USUAL_WORDS,
    })),
    bm25: new Map(all.map(({ model, why }) => [model.id, why.raw.match ?? 0])),
    cosines: Float64Array.from(all, ({ why }) => why.raw.cosine ?? Number.NaN),
    tasks: null,
    needOf: () => need,
    words: new Set(queryWords(text)),
    registrySize,
  }).map(({ facts }) => facts.id);
}
