import type { RegistryView, RunView, SetupView, SyncState } from "@hugginggpt/server";
import type { Candidate, ModelEntry, RunSummary, TaskCount } from "@hugginggpt/shared";
import { language } from "../i18n/words.svelte.js";
import { ApiError, answered } from "./answered.js";
import { type UploadWatch, upload } from "./upload.js";

/** A model in the results of a search. */
export type FoundModel = Omit<Candidate, "why"> & Partial<Pick<Candidate, "why">>;

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { ...init.headers, "Accept-Language": language() };
  const response = await fetch(path, { credentials: "same-origin", ...init, headers }).catch(
    (error: unknown) => {
      throw new ApiError("OFFLINE", error instanceof Error ? error.message : String(error), null);
    },
  );
  const body: unknown = await response.json().catch(() => null);
  return answered<T>(response, body);
}

function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Returns the path of a run, relative to this page. The id is encoded: it comes from the page's address, which anybody can write. */
export const pathOf = (run: string): string => `api/runs/${encodeURIComponent(run)}`;

/** Makes the links to files relative to this page: a proxy may serve both below a path of its own. */
function withOwnLinks(view: RunView): RunView {
  const tasks = view.tasks.map((task) => ({
    ...task,
    artifacts: task.artifacts.map((file) => ({ ...file, href: file.href.replace(/^\//, "") })),
  }));
  return { ...view, tasks };
}

/** The request for a new run. */
export interface Wanted {
  readonly request: string;
  readonly approve: boolean;
  readonly policy?: string;
  readonly caps?: {
    readonly maxCost?: number;
    readonly assumeCost?: number | null;
    readonly maxSeconds?: number;
  };
}

/** The server's API, as the page uses it. Every call throws `ApiError`. */
export const api = {
  setup: () => ask<SetupView>("api/setup"),
  begin: (wanted: Wanted, files: readonly File[], watch: UploadWatch) => {
    const form = new FormData();
    form.set("run", JSON.stringify(wanted));
    for (const file of files) form.append("file", file, file.name);
    // Browsers have `randomUUID` only on pages of this machine and on https pages.
    const headers = {
      "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("-"),
      "Accept-Language": language(),
    };
    return upload<{ run: string }>("api/runs", { headers, form }, watch);
  },
  runs: (q: string, limit: number) =>
    ask<{ runs: RunSummary[] }>(`api/runs?limit=${limit}&q=${encodeURIComponent(q)}`),
  run: async (run: string) => withOwnLinks(await ask<RunView>(pathOf(run))),
  stop: (run: string) => post(`${pathOf(run)}/cancel`),
  resume: (run: string) => post(`${pathOf(run)}/resume`),
  rerun: (run: string, task: number, model?: string) =>
    post<{ run: string }>(`${pathOf(run)}/rerun`, model === undefined ? { task } : { task, model }),
  answer: (run: string, said: object) => post(`${pathOf(run)}/approve`, said),
  models: (query: URLSearchParams) =>
    ask<{ models: FoundModel[]; total: number; notes: string[] }>(`api/models?${query}`),
  model: (id: string) => ask<ModelEntry>(`api/models/${id.split("/").map(encodeURIComponent).join("/")}`),
  tasks: () => ask<{ tasks: TaskCount[] }>("api/tasks"),
  registry: () => ask<RegistryView>("api/registry"),
  sync: () => ask<SyncState>("api/sync"),
  startSync: () => post<SyncState>("api/sync"),
  stopSync: () => ask<SyncState>("api/sync", { method: "DELETE" }),
};
