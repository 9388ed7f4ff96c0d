import type { Candidate, EndpointKind, Policy } from "@hugginggpt/shared";
import { callMs, callPrice } from "./known-costs.js";

/** Kinds of endpoint on this machine: they cost nothing and send nothing elsewhere. */
const AT_HOME: readonly EndpointKind[] = ["builtin", "local"];
/** The assumed number of parameters of a model of unknown size: more than most have. */
const UNKNOWN_SIZE = 7e9;

/**
 * Returns candidates in a policy's order; equal ones keep theirs. `best`: as they are. `fastest` and `cheapest`: what
 * runs on this machine without a model server first, then those whose speed or price is known, by it, then the others
 * by size, because neither is published for most tasks. `local`: what runs on this machine first.
 */
export function orderCandidates(candidates: readonly Candidate[], policy: Policy): Candidate[] {
  const rank = RANKS[policy];
  return [...candidates].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first[0] - second[0] || first[1] - second[1];
  });
}

/** Returns kinds of endpoint in a policy's order; equal ones keep theirs. */
export function kindsFirst<T extends { readonly kind: EndpointKind }>(
  all: readonly T[],
  policy: Policy,
): T[] {
  if (policy === "best" || policy === "fastest") return [...all];
  return [...all].sort((a, b) => Number(!AT_HOME.includes(a.kind)) - Number(!AT_HOME.includes(b.kind)));
}

/** A group, lowest first, and the order within it. */
type Rank = readonly [group: 0 | 1 | 2, order: number];

const RANKS: Readonly<Record<Policy, (candidate: Candidate) => Rank>> = {
  best: () => [0, 0],
  fastest: (candidate) => (isAtHome(candidate, ["builtin"]) ? [0, 0] : known(callMs(candidate), candidate)),
  cheapest: (candidate) => (isAtHome(candidate, AT_HOME) ? [0, 0] : known(callPrice(candidate), candidate)),
  local: (candidate) => (isAtHome(candidate, AT_HOME) ? [0, 0] : [1, 0]),
};

function known(figure: number | null, candidate: Candidate): Rank {
  return figure === null ? [2, size(candidate)] : [1, figure];
}

function isAtHome({ endpoints }: Candidate, kinds: readonly EndpointKind[]): boolean {
  return endpoints.some(({ kind }) => kinds.includes(kind));
}

function size({ model }: Candidate): number {
  return model.parameters ?? UNKNOWN_SIZE;
}
