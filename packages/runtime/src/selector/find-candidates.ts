import {
  BARE_RECORD,
  type Backend,
  type Candidate,
  type Controller,
  type Endpoint,
  kindScheme,
  kindsAsked,
  type ModelLimits,
  type Need,
  NO_LIMITS,
  NO_SCORE,
  type Policy,
  type Registry,
  type TaskId,
  type TrackRecords,
  taskSpec,
} from "@hugginggpt/shared";
import { admitsController, describeLimits, filtersOf } from "./model-limits.js";
import { kindsFirst, orderCandidates } from "./order-candidates.js";
import { withRecords } from "./with-records.js";

export interface CandidateSearch {
  readonly registry: Registry;
  /** In the user's order; a model is offered only if one of them can run it. */
  readonly backends: readonly Backend[];
  readonly controller: Controller | null;
  /** The most candidates. */
  readonly k: number;
  readonly policy: Policy;
  /** Hard limits: models that do not satisfy them are not offered. */
  readonly limits: ModelLimits;
  /** The results of models in earlier runs; absent: unknown. */
  readonly records?: TrackRecords | undefined;
}

export interface FoundCandidates {
  /** Best first; each with only those endpoints that can be used here. Empty if nothing here can do the task. */
  readonly candidates: readonly Candidate[];
  /** The number of models that can do the task here; if none can, the number that the registry has for it. */
  readonly known: number;
  /** Whether the hard limits alone left nothing. */
  readonly limited: boolean;
  readonly notes: readonly string[];
}

/**
 * Returns the models that can do a task here, grouped by backend in the user's order (this machine first if the policy
 * prefers it): for each kind the registry's best for the need, first models of the task, then, if those are fewer than
 * `k`, models of equivalent tasks. At most `k`, in the policy's order, followed by the last resorts: the controller
 * itself if it can do the task and the limits admit it, and the best built-in tool if none is among the others.
 */
export async function findCandidates(
  need: Need,
  task: TaskId,
  search: CandidateSearch,
  signal: AbortSignal,
): Promise<FoundCandidates> {
  const found = await findAmong(need, task, search, signal);
  if (found.candidates.length > 0) return found;
  const known = await knownModels(task, search, signal);
  if (!describeLimits(search.limits)) return { ...found, known };
  const free = await findAmong(need, task, { ...search, k: 1, limits: NO_LIMITS }, signal);
  return { ...found, known, limited: free.candidates.length > 0 };
}

async function knownModels(
  task: TaskId,
  { registry }: CandidateSearch,
  signal: AbortSignal,
): Promise<number> {
  const tags = [task, ...taskSpec(task).equivalents];
  const pages = await Promise.all(
    tags.map((tag) => registry.search({ text: "", k: 1, filters: { task: tag } }, signal)),
  );
  return pages.reduce((sum, { total }) => sum + total, 0);
}

async function findAmong(
  need: Need,
  task: TaskId,
  search: CandidateSearch,
  signal: AbortSignal,
): Promise<FoundCandidates> {
  const candidates: Candidate[] = [];
  const notes = new Set<string>();
  let known = 0;
  for (const backend of kindsFirst(search.backends, search.policy)) {
    if (backend.kind === "controller") continue;
    const found = await searchKind(need, task, backend, search, signal);
    for (const note of found.notes) notes.add(note);
    known = Math.max(known, found.known);
    const { records } = search;
    const ranked = records ? await withRecords(found.candidates, records) : found.candidates;
    candidates.push(...ranked.filter((one) => !has(candidates, one) && !isOtherTool(one, need, task)));
  }
  const ordered = orderCandidates(candidates.slice(0, search.k), search.policy);
  const tool = ordered.some(isBuiltin) ? undefined : candidates.slice(search.k).find(isBuiltin);
  const offered = [...ordered, ...itself(task, search), ...(tool ? [tool] : [])];
  return { candidates: offered, known, limited: false, notes: [...notes] };
}

/** Returns true if one of the backends can do a task at an endpoint. */
export function canRun(backends: readonly Backend[], task: TaskId, endpoint: Endpoint): boolean {
  return backends.some((backend) => backend.kind === endpoint.kind && backend.supports(task, endpoint));
}

/** Returns the endpoint of a task that the controller does itself. */
export function controllerEndpoint(task: TaskId): Endpoint {
  return { kind: "controller", provider: "controller", task, status: "live" };
}

function itself(task: TaskId, { controller, backends, limits }: CandidateSearch): Candidate[] {
  if (!controller || !admitsController(limits)) return [];
  return canRun(backends, task, controllerEndpoint(task)) ? [controllerCandidate(controller.name, task)] : [];
}

function isBuiltin({ endpoints }: Candidate): boolean {
  return endpoints.some(({ kind }) => kind === "builtin");
}

/** Whether a built-in tool is for another kind of work: a reader of print cannot describe a photograph. */
function isOtherTool(candidate: Candidate, need: Need, task: TaskId): boolean {
  const kinds = candidate.profile?.kinds ?? [];
  if (!isBuiltin(candidate) || kinds.length === 0) return false;
  const { general } = kindScheme(task);
  const asked = kindsAsked(task, need.text).filter((kind) => kind !== general);
  const wanted = asked.length === 0 && general !== null ? [general] : asked;
  return wanted.length > 0 && !wanted.some((kind) => kinds.includes(kind));
}

async function searchKind(
  need: Need,
  task: TaskId,
  backend: Backend,
  search: CandidateSearch,
  signal: AbortSignal,
): Promise<Pick<FoundCandidates, "candidates" | "known" | "notes">> {
  const { registry, k, limits } = search;
  const { kind } = backend;
  const found: Candidate[] = [];
  const notes: string[] = [];
  let known = 0;
  for (const tag of [task, ...taskSpec(task).equivalents]) {
    if (found.length >= k) break;
    const filters = { ...filtersOf(limits, kind), task: tag, runnable: [kind] };
    const page = await registry.search({ ...need, k: k * 2, filters }, signal);
    notes.push(...page.notes);
    known += page.total;
    found.push(...usable(page.candidates, task, search).filter((one) => !has(found, one)));
  }
  return { candidates: found.slice(0, k), known, notes };
}

/**
 * Returns candidates with those endpoints that a backend can run and the limits admit; those without any are left out.
 */
function usable(
  candidates: readonly Candidate[],
  task: TaskId,
  { backends, limits }: CandidateSearch,
): Candidate[] {
  const isAllowed = (provider: string): boolean =>
    limits.providers.length === 0 || limits.providers.includes(provider);
  return candidates.flatMap((candidate) => {
    const endpoints = candidate.endpoints.filter(
      (endpoint) =>
        endpoint.status === "live" &&
        (endpoint.kind !== "provider" || isAllowed(endpoint.provider)) &&
        canRun(backends, task, endpoint),
    );
    return endpoints.length > 0 ? [{ ...candidate, endpoints }] : [];
  });
}

function has(candidates: readonly Candidate[], one: Candidate): boolean {
  return candidates.some((candidate) => candidate.model.id === one.model.id);
}

/** Returns the controller as a candidate for a task that it can do itself. It ranks last: its score is 0. */
function controllerCandidate(controller: string, task: TaskId): Candidate {
  return {
    model: { ...BARE_RECORD, id: controller, source: "builtin", task },
    summary: "The language model that plans this request, asked to do the task itself.",
    endpoints: [controllerEndpoint(task)],
    score: 0,
    why: NO_SCORE,
  };
}
