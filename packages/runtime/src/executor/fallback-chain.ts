import {
  type Backend,
  type Candidate,
  type Endpoint,
  type EndpointKind,
  endpointName,
  type Selection,
  type TaskId,
} from "@hugginggpt/shared";
import type { ExecutionLimits } from "./limits.js";

/** A step to try: a model at an endpoint through a backend. */
export interface Step {
  readonly model: string;
  readonly candidate: Candidate;
  readonly endpoint: Endpoint;
  /** See `endpointName`. */
  readonly name: string;
  readonly backend: Backend;
  /** The name of the credential that it needs; null: none. */
  readonly credential: string | null;
}

/** Tried after all models, in this order; they do not count as models. */
const LAST_RESORTS: readonly (EndpointKind | undefined)[] = ["controller", "builtin"];

/**
 * Returns what to try for a task, in order: the chosen model's endpoints in the backends' order, then those of each
 * other candidate, and last the controller and built-in tools, unless the choice or the order of preference put them
 * earlier. Only live endpoints that a backend of their kind supports; a candidate without any does not count towards
 * the limit. May be empty.
 */
export function fallbackChain(
  task: TaskId,
  selection: Selection,
  backends: readonly Backend[],
  limits: Pick<ExecutionLimits, "candidates" | "endpointsPerModel">,
): Step[] {
  const tried = [selection.chosen, ...resortsLast(selection.passedOver)]
    .map((candidate) => stepsOf(task, candidate, backends).slice(0, limits.endpointsPerModel))
    .filter((steps) => steps.length > 0);
  let models = 0;
  return tried.filter((steps) => isResort(steps[0]?.endpoint.kind) || models++ < limits.candidates).flat();
}

/** Puts the controller before built-in tools if both come after every model. */
function resortsLast(candidates: readonly Candidate[]): Candidate[] {
  const lastModel = candidates.findLastIndex(({ endpoints }) => !isResort(endpoints[0]?.kind));
  const rank = ({ endpoints }: Candidate): number => LAST_RESORTS.indexOf(endpoints[0]?.kind);
  const resorts = candidates.slice(lastModel + 1).sort((a, b) => rank(a) - rank(b));
  return [...candidates.slice(0, lastModel + 1), ...resorts];
}

function isResort(kind: EndpointKind | undefined): boolean {
  return LAST_RESORTS.includes(kind);
}

function stepsOf(task: TaskId, candidate: Candidate, backends: readonly Backend[]): Step[] {
  return backends.flatMap((backend) =>
    candidate.endpoints
      .filter((endpoint) => endpoint.kind === backend.kind && endpoint.status === "live")
      .filter((endpoint) => backend.supports(task, endpoint))
      .map((endpoint) => ({
        model: candidate.model.id,
        candidate,
        endpoint,
        name: endpointName(endpoint),
        backend,
        credential: backend.credential ? backend.credential(endpoint) : backend.kind,
      })),
  );
}
