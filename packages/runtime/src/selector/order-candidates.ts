import type { Candidate, EndpointKind, Policy } from "@hugginggpt/shared";

/** Kinds of endpoint that cost nothing and leave nothing to another machine, and those that may. */
const AT_HOME: readonly EndpointKind[] = ["builtin", "local"];
/** Of unknown size: taken for larger than most (7 billion parameters is a middling language model). */
const UNKNOWN_SIZE = 7e9;

/**
 * Returns candidates in a policy's order; equal ones keep theirs. `best`: as they are. `fastest` and `cheapest`: what
 * runs on this machine without a model server first, then by size, because neither price nor speed is published for
 * most tasks. `local`: what runs on this machine first.
 */
export function orderCandidates(candidates: readonly Candidate[], policy: Policy): Candidate[] {
  const rank = RANKS[policy];
  return [...candidates].sort((a, b) => rank(a) - rank(b));
}

/** Returns kinds of endpoint in a policy's order; equal ones keep theirs. */
export function kindsFirst<T extends { readonly kind: EndpointKind }>(
  all: readonly T[],
  policy: Policy,
): T[] {
  if (policy === "best" || policy === "fastest") return [...all];
  return [...all].sort((a, b) => Number(!AT_HOME.includes(a.kind)) - Number(!AT_HOME.includes(b.kind)));
}

const RANKS: Readonly<Record<Policy, (candidate: Candidate) => number>> = {
  best: () => 0,
  fastest: (candidate) => (isAtHome(candidate, ["builtin"]) ? 0 : size(candidate)),
  cheapest: (candidate) => (isAtHome(candidate, AT_HOME) ? 0 : size(candidate)),
  local: (candidate) => (isAtHome(candidate, AT_HOME) ? 0 : 1),
};

function isAtHome({ endpoints }: Candidate, kinds: readonly EndpointKind[]): boolean {
  return endpoints.some(({ kind }) => kinds.includes(kind));
}

function size({ model }: Candidate): number {
  return model.parameters ?? UNKNOWN_SIZE;
}
