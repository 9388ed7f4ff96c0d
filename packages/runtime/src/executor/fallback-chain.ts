import {
  type Backend,
  type Candidate,
  type Endpoint,
  endpointName,
  type Selection,
  type TaskId,
} from "@hugginggpt/shared";
import type { ExecutionLimits } from "./limits.js";

/** One thing to try: a model at an endpoint by a backend. */
export interface Step {
  readonly model: string;
  readonly endpoint: Endpoint;
  /** See `endpointName`. */
  readonly name: string;
  readonly backend: Backend;
}

/**
 * Returns what to try for a task, in order: the chosen model's endpoints in the backends' order, then those of each
 * candidate passed over. Only live endpoints that a backend of their kind supports; a candidate without any does not
 * count towards the limit. Empty where nothing can be tried.
 */
export function fallbackChain(
  task: TaskId,
  selection: Selection,
  backends: readonly Backend[],
  limits: Pick<ExecutionLimits, "candidates" | "endpointsPerModel">,
): Step[] {
  return [selection.chosen, ...selection.passedOver]
    .map((candidate) => stepsOf(task, candidate, backends).slice(0, limits.endpointsPerModel))
    .filter((steps) => steps.length > 0)
    .slice(0, limits.candidates)
    .flat();
}

function stepsOf(task: TaskId, candidate: Candidate, backends: readonly Backend[]): Step[] {
  return backends.flatMap((backend) =>
    candidate.endpoints
      .filter((endpoint) => endpoint.kind === backend.kind && endpoint.status === "live")
      .filter((endpoint) => backend.supports(task, endpoint))
      .map((endpoint) => ({ model: candidate.model.id, endpoint, name: endpointName(endpoint), backend })),
  );
}
