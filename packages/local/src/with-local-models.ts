import {
  BARE_RECORD,
  type Candidate,
  type ModelRecord,
  NO_SCORE,
  type Registry,
  type SearchFilters,
  type SearchPage,
  type SearchQuery,
  type TaskId,
  withMethods,
} from "@hugginggpt/shared";
import type { LocalMachine } from "./local-machine.js";
import type { LocalModel } from "./models/local-model.js";
import { canDo } from "./tasks/local-tasks.js";
import { meets } from "./tools/local-tools.js";
import { fitsMemory } from "./worker/loaded-models.js";

/** Most results of one search. If few models are here, all results are searched for them. */
const MOST = 1000;
/** Bytes of weights per parameter, in the smallest common form (8 bits). */
const BYTES_A_PARAMETER = 1;

/**
 * Returns a registry that offers models on this machine as runnable: those that are here (including the user's folders
 * and pulled models unknown to it), and others that may be fetched and are known to fit.
 */
export function withLocalModels(registry: Registry, machine: LocalMachine): Registry {
  return withMethods(registry, {
    search: async (query, signal) => {
      if (!query.filters.runnable?.includes("local")) return registry.search(query, signal);
      const here = await machine.shelf.list();
      return searchHere(query, { registry, machine, here }, signal);
    },
  });
}

interface Place {
  readonly registry: Registry;
  readonly machine: LocalMachine;
  readonly here: readonly LocalModel[];
}

async function searchHere(
  query: SearchQuery,
  { registry, machine, here }: Place,
  signal: AbortSignal | undefined,
): Promise<SearchPage> {
  const { offline, maxDownload } = machine.options;
  const onlyHere = offline || maxDownload === 0;
  const page = await registry.search(onlyHere ? { ...query, k: MOST } : query, signal);
  const ids = new Set(here.map(({ id }) => id));
  const kept = page.candidates.flatMap((one) => admitted(one, query.filters, { machine, ids, onlyHere }));
  const unknown = [
    ...toolsFor(query, machine),
    ...(await unlistedHere(query.filters, kept, { registry, machine, here })),
  ];
  const gone = page.candidates.length - kept.length;
  return {
    ...page,
    candidates: [...unknown, ...kept].slice(0, query.k),
    total: Math.max(0, page.total - gone) + unknown.length,
  };
}

/** Removes a local endpoint that cannot be used; returns nothing if no wanted endpoint is left. */
function admitted(
  candidate: Candidate,
  { runnable = [] }: SearchFilters,
  { machine, ids, onlyHere }: { machine: LocalMachine; ids: ReadonlySet<string>; onlyHere: boolean },
): Candidate[] {
  const { model, endpoints } = candidate;
  const { maxMemory, maxDownload } = machine.options;
  const weights = model.parameters === null ? null : model.parameters * BYTES_A_PARAMETER;
  const fits = weights === null || (fitsMemory(weights, maxMemory) && weights <= maxDownload);
  if (ids.has(model.id) || (!onlyHere && fits)) return [candidate];
  const others = endpoints.filter(({ kind }) => kind !== "local");
  const isWanted = others.some(({ kind, status }) => status === "live" && runnable.includes(kind));
  return isWanted ? [{ ...candidate, endpoints: others }] : [];
}

/** Returns models here for the task that the registry does not offer: folders, and models without a local endpoint. */
async function unlistedHere(
  { task, ...filters }: SearchFilters,
  known: readonly Candidate[],
  { registry, here }: Place,
): Promise<Candidate[]> {
  if (task === undefined || isNarrowed(filters)) return [];
  const wanted = here.filter((one) => one.task !== null && canDo(task, one.task));
  const missing = wanted.filter(({ id }) => !known.some(({ model }) => model.id === id));
  return Promise.all(missing.map((one) => unlisted(one, task, registry)));
}

/** Returns the installed tools for a task that fit the need. */
function toolsFor({ text, filters }: SearchQuery, machine: LocalMachine): Candidate[] {
  const { task, license, language, ...limits } = filters;
  if (task === undefined || isNarrowed(limits)) return [];
  const fitting = machine.tools.filter((tool) => tool.task === task && meets(tool, text));
  return fitting
    .filter((tool) => license === undefined || tool.license === license)
    .filter((tool) => language === undefined || tool.languages.includes(language))
    .map(({ id, license, languages, summary }) =>
      candidateHere({ ...BARE_RECORD, id, source: "builtin", task, license, languages }, task, summary),
    );
}

/** Returns true if any limit is set. What is unknown of a model passes no limit. */
function isNarrowed({ runnable, ...limits }: Omit<SearchFilters, "task">): boolean {
  return Object.values(limits).some(
    (limit) => limit !== undefined && !(Array.isArray(limit) && limit.length === 0),
  );
}

async function unlisted(
  { id, revision, place }: LocalModel,
  task: TaskId,
  registry: Registry,
): Promise<Candidate> {
  const entry = place === "folder" ? null : await registry.get(id);
  const summary =
    place === "folder" ? "A model in a folder of the user's." : "A model that was pulled to this machine.";
  const record = entry?.model ?? { ...BARE_RECORD, id, sha: revision, source: "builtin" };
  return candidateHere({ ...record, task }, task, entry?.card?.summary || summary);
}

function candidateHere(model: ModelRecord, task: TaskId, summary: string): Candidate {
  return {
    model,
    summary,
    endpoints: [{ kind: "local", provider: "transformers.js", task, status: "live" }],
    score: 1,
    why: { ...NO_SCORE, task: 1, raw: { here: "yes" } },
  };
}
