import {
  type Backend,
  type Candidate,
  type Controller,
  type EndpointKind,
  type Registry,
  type TaskId,
  taskSpec,
} from "@hugginggpt/shared";
import { controllerCandidate } from "./controller-candidate.js";

export interface CandidateSearch {
  readonly registry: Registry;
  /** In the user's order; a model is offered only where one of them can run it. */
  readonly backends: readonly Backend[];
  readonly controller: Controller | null;
  /** How many candidates at most. */
  readonly k: number;
}

export interface FoundCandidates {
  /** Best first; each with those endpoints only that can be used here. Empty where nothing here can do the task. */
  readonly candidates: readonly Candidate[];
  /** How many models the registry has for the task, runnable here or not. */
  readonly known: number;
  readonly notes: readonly string[];
}

/**
 * Returns the models that can do a task here, grouped by backend in the user's order: of each kind the registry's best
 * for the request, first among models of the task, then, where those are fewer than `k`, among models of equivalent
 * tasks. At most `k`, and after them the controller itself where it can do the task.
 */
export async function findCandidates(
  request: string,
  task: TaskId,
  search: CandidateSearch,
  signal: AbortSignal,
): Promise<FoundCandidates> {
  const candidates: Candidate[] = [];
  const notes = new Set<string>();
  let known = 0;
  for (const backend of search.backends) {
    if (backend.kind === "controller") continue;
    const found = await searchKind(request, task, backend, search, signal);
    for (const note of found.notes) notes.add(note);
    known = Math.max(known, found.known);
    candidates.push(...found.candidates.filter((one) => !has(candidates, one)));
  }
  const offered = [...candidates.slice(0, search.k), ...itself(task, search)];
  return { candidates: offered, known, notes: [...notes] };
}

function itself(task: TaskId, { controller, backends }: CandidateSearch): Candidate[] {
  const enabled = backends.some((backend) => backend.kind === "controller");
  return controller && enabled && taskSpec(task).controllerCanDo
    ? [controllerCandidate(controller.name, task)]
    : [];
}

async function searchKind(
  request: string,
  task: TaskId,
  backend: Backend,
  search: CandidateSearch,
  signal: AbortSignal,
): Promise<FoundCandidates> {
  const spec = taskSpec(task);
  const found: Candidate[] = [];
  const notes: string[] = [];
  let known = 0;
  for (const tag of [task, ...spec.equivalents]) {
    if (found.length >= search.k) break;
    const page = await searchTag(`${request} ${spec.summary}`, tag, [backend.kind], search, signal);
    notes.push(...page.notes);
    known += page.known;
    found.push(...usable(page.candidates, task, search.backends).filter((one) => !has(found, one)));
  }
  return { candidates: found.slice(0, search.k), known, notes };
}

async function searchTag(
  text: string,
  task: TaskId,
  kinds: readonly EndpointKind[],
  { registry, k }: CandidateSearch,
  signal: AbortSignal,
) {
  const runnable = await registry.search({ text, k: k * 2, filters: { task, runnable: kinds } }, signal);
  if (runnable.total > 0) return { ...runnable, known: runnable.total };
  const all = await registry.search({ text: "", k: 1, filters: { task } }, signal);
  return { ...runnable, known: all.total };
}

function usable(candidates: readonly Candidate[], task: TaskId, backends: readonly Backend[]): Candidate[] {
  return candidates.flatMap((candidate) => {
    const endpoints = candidate.endpoints.filter(
      (endpoint) =>
        endpoint.status === "live" &&
        backends.some((backend) => backend.kind === endpoint.kind && backend.supports(task, endpoint)),
    );
    return endpoints.length > 0 ? [{ ...candidate, endpoints }] : [];
  });
}

function has(candidates: readonly Candidate[], one: Candidate): boolean {
  return candidates.some((candidate) => candidate.model.id === one.model.id);
}
