import type { JobHandle, JobProgress } from "@hugginggpt/shared";
import { isNumber, isObject, type JsonObject } from "../answers/json-value.js";

/** The state of a provider's job. */
export type JobState =
  | { readonly kind: "pending"; readonly progress: JobProgress }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly why: string };

/** Where a job was submitted. */
export interface Submission {
  readonly url: URL;
  /** The provider's root at the router. */
  readonly root: string;
}

type Paths = Pick<JobHandle, "statusPath" | "resultPath">;

/** How a provider's queue is followed. */
interface Protocol {
  /** Returns the paths of the job in an answer; null if the answer is the result. */
  readonly paths: (answer: JsonObject, submission: Submission) => Paths | null;
  /** The field of a status that holds the state and an error; absent: the status itself does. */
  readonly within?: "task" | "data";
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly queued: readonly string[];
  readonly field: string;
}

/**
 * Returns the job that an answer refers to, or null if the answer is already the result. Paths are built here from the
 * answer's ids and paths: an answer cannot direct us to another host.
 * Source: the helpers of @huggingface/inference 4.13.30, whose own polling uses the global fetch.
 */
export function jobHandle(provider: string, answer: unknown, submission: Submission): JobHandle | null {
  if (!isObject(answer)) return null;
  const paths = PROTOCOLS[provider]?.paths(answer, submission);
  return paths ? { provider, ...paths } : null;
}

/** Returns true for a provider whose jobs can be followed. */
export function hasQueue(provider: string): boolean {
  return Object.hasOwn(PROTOCOLS, provider);
}

/** Returns a job's state by its status. A status without a state is a failure. */
export function jobState(provider: string, status: unknown): JobState {
  const protocol = PROTOCOLS[provider];
  const about = protocol?.within ? at(status, protocol.within) : status;
  const state = at(about, protocol?.field ?? "status");
  if (!protocol || typeof state !== "string") return { kind: "failed", why: "its status has no state" };
  if (protocol.done.includes(state)) return { kind: "done" };
  if (protocol.failed.includes(state)) return { kind: "failed", why: reasonOf(status, about) ?? state };
  return { kind: "pending", progress: progressOf(about, protocol.queued.includes(state)) };
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  "fal-ai": {
    paths: ({ request_id, response_url }, { url }) => {
      const path = pathOf(response_url);
      if (typeof request_id !== "string" || path === null) return null;
      return { statusPath: `${path}/status${url.search}`, resultPath: `${path}${url.search}` };
    },
    field: "status",
    queued: ["IN_QUEUE"],
    done: ["COMPLETED"],
    failed: ["FAILED", "ERROR", "CANCELLED"],
  },
  novita: {
    paths: ({ task_id }, { url }) => {
      if (typeof task_id !== "string") return null;
      const id = encodeURIComponent(task_id);
      const statusPath = url.pathname.includes("/minimax/")
        ? `/v3/minimax/v2/query/video_generation/${id}`
        : `/v3/async/task-result?task_id=${id}`;
      return { statusPath, resultPath: null };
    },
    within: "task",
    field: "status",
    queued: ["TASK_STATUS_QUEUED", "queued"],
    done: ["TASK_STATUS_SUCCEED", "succeeded"],
    failed: ["TASK_STATUS_FAILED", "failed", "cancelled"],
  },
  together: {
    paths: ({ id }, { url, root }) => {
      const path = new URL(root).pathname;
      if (typeof id !== "string" || !url.pathname.endsWith("/v2/videos")) return null;
      const own = url.pathname.startsWith(path) ? url.pathname.slice(path.length) : url.pathname;
      return { statusPath: `${own}/${encodeURIComponent(id)}`, resultPath: null };
    },
    field: "status",
    queued: ["queued"],
    done: ["completed"],
    failed: ["failed", "cancelled"],
  },
  wavespeed: {
    paths: ({ data }) => {
      const path = pathOf(at(at(data, "urls"), "get"));
      return path === null ? null : { statusPath: path, resultPath: null };
    },
    within: "data",
    field: "status",
    queued: ["created", "queued"],
    done: ["completed"],
    failed: ["failed"],
  },
  "zai-org": {
    paths: ({ id, task_status }) =>
      typeof id === "string" && typeof task_status === "string"
        ? { statusPath: `/api/paas/v4/async-result/${encodeURIComponent(id)}`, resultPath: null }
        : null,
    field: "task_status",
    queued: [],
    done: ["SUCCESS"],
    failed: ["FAIL"],
  },
  replicate: {
    paths: ({ id, status }) =>
      typeof id === "string" && (status === "starting" || status === "processing")
        ? { statusPath: `/v1/predictions/${encodeURIComponent(id)}`, resultPath: null }
        : null,
    field: "status",
    queued: ["starting"],
    done: ["succeeded"],
    failed: ["failed", "canceled", "aborted"],
  },
};

function progressOf(status: unknown, isQueued: boolean): JobProgress {
  const position = at(status, "queue_position");
  const percent = [at(status, "progress_percent"), at(status, "progress"), lastPercent(at(status, "logs"))];
  const known = percent.find((value) => isNumber(value) && value >= 0 && value <= 100);
  return {
    state: isQueued ? "queued" : "running",
    position: isQueued && isNumber(position) && position >= 0 ? Math.floor(position) : null,
    percent: isNumber(known) ? known : null,
  };
}

/** The last percentage in a log, such as ` 42%`. fal.ai sends a list of lines, replicate a text. */
function lastPercent(logs: unknown): number | null {
  const line = Array.isArray(logs) ? at(logs.at(-1), "message") : logs;
  const found =
    typeof line === "string"
      ? line
          .slice(-500)
          .match(/\b(\d{1,3})\s?%/g)
          ?.at(-1)
      : null;
  return found ? Number.parseInt(found, 10) : null;
}

function reasonOf(status: unknown, about: unknown): string | null {
  const error = at(about, "error") ?? at(status, "error") ?? at(about, "reason");
  const said = typeof error === "string" ? error : at(error, "message");
  return typeof said === "string" && said !== "" ? said : null;
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** The path of an address, without its host; null for anything else. */
function pathOf(address: unknown): string | null {
  return typeof address === "string" && URL.canParse(address) ? new URL(address).pathname : null;
}
