import type { RegistryView, RunView, SetupView, SyncState } from "@hugginggpt/server";
import type { Candidate, ModelEntry, RunSummary, TaskCount } from "@hugginggpt/shared";

/** What the server refused, or that it was not reached (`code` OFFLINE). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly next: string | null;

  constructor(code: string, message: string, next: string | null) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

/** A model as a search gives it. */
export type FoundModel = Omit<Candidate, "why"> & Partial<Pick<Candidate, "why">>;

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { credentials: "same-origin", ...init }).catch((error: unknown) => {
    throw new ApiError("OFFLINE", error instanceof Error ? error.message : String(error), null);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const { error } = (body ?? {}) as { error?: { code: string; message: string; next: string | null } };
  throw new ApiError(error?.code ?? "INTERNAL", error?.message ?? response.statusText, error?.next ?? null);
}

function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** What is asked for when a run begins. */
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
  setup: () => ask<SetupView>("/api/setup"),
  begin: (wanted: Wanted, files: readonly File[]) => {
    const form = new FormData();
    form.set("run", JSON.stringify(wanted));
    for (const file of files) form.append("file", file, file.name);
    // `randomUUID` is there only where the page is of this machine or of an https address.
    const headers = { "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("-") };
    return ask<{ run: string }>("/api/runs", { method: "POST", headers, body: form });
  },
  runs: (q = "") => ask<{ runs: RunSummary[] }>(`/api/runs?limit=100&q=${encodeURIComponent(q)}`),
  run: (run: string) => ask<RunView>(`/api/runs/${run}`),
  stop: (run: string) => post(`/api/runs/${run}/cancel`),
  resume: (run: string) => post(`/api/runs/${run}/resume`),
  rerun: (run: string, task: number, model?: string) =>
    post<{ run: string }>(`/api/runs/${run}/rerun`, model === undefined ? { task } : { task, model }),
  answer: (run: string, said: object) => post(`/api/runs/${run}/approve`, said),
  models: (query: URLSearchParams) =>
    ask<{ models: FoundModel[]; total: number; notes: string[] }>(`/api/models?${query}`),
  model: (id: string) => ask<ModelEntry>(`/api/models/${id.split("/").map(encodeURIComponent).join("/")}`),
  tasks: () => ask<{ tasks: TaskCount[] }>("/api/tasks"),
  registry: () => ask<RegistryView>("/api/registry"),
  sync: () => ask<SyncState>("/api/sync"),
  startSync: () => post<SyncState>("/api/sync"),
  stopSync: () => ask<SyncState>("/api/sync", { method: "DELETE" }),
};
