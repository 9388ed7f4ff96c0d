import { isObject, type JsonObject } from "./json-value.js";

/** A job that a provider does in its own time. */
export interface Ticket {
  readonly statusUrl: string;
  /** Where the result is once the job is done; null: the last status is the result. */
  readonly resultUrl: string | null;
  /** Where in the status the job's state is, and the words for its end. */
  readonly state: (status: unknown) => "pending" | "done" | { readonly failed: string };
}

/** Where a job was submitted. */
export interface Submission {
  readonly url: URL;
  /** The provider's root at the router. */
  readonly root: string;
}

type Protocol = (answer: JsonObject, submission: Submission) => Ticket | null;

/**
 * Returns how to wait for a provider's job, or null where the answer is the result already. The addresses are built
 * here from the router's and from ids and paths of the answer: an answer cannot send us to another host.
 * Source: the helpers of @huggingface/inference 4.13.30, whose own polling goes through the global fetch.
 */
export function queueTicket(provider: string, answer: unknown, submission: Submission): Ticket | null {
  if (!isObject(answer)) return null;
  return PROTOCOLS[provider]?.(answer, submission) ?? null;
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  "fal-ai": (answer, { url, root }) => {
    const path = pathOf(answer.response_url);
    if (typeof answer.request_id !== "string" || path === null) return null;
    return {
      statusUrl: `${root}${path}/status${url.search}`,
      resultUrl: `${root}${path}${url.search}`,
      state: (status) =>
        stateOf(at(status, "status"), ["COMPLETED"], ["FAILED", "ERROR", "CANCELLED"], status),
    };
  },
  novita: (answer, { url, root }) => {
    if (typeof answer.task_id !== "string") return null;
    const id = encodeURIComponent(answer.task_id);
    const statusUrl = url.pathname.includes("/minimax/")
      ? `${root}/v3/minimax/v2/query/video_generation/${id}`
      : `${root}/v3/async/task-result?task_id=${id}`;
    return {
      statusUrl,
      resultUrl: null,
      state: (status) =>
        stateOf(
          at(at(status, "task"), "status"),
          ["TASK_STATUS_SUCCEED", "succeeded"],
          ["TASK_STATUS_FAILED", "failed", "cancelled"],
          status,
        ),
    };
  },
  together: (answer, { url }) => {
    if (typeof answer.id !== "string" || !url.pathname.endsWith("/v2/videos")) return null;
    return {
      statusUrl: `${url.origin}${url.pathname}/${encodeURIComponent(answer.id)}`,
      resultUrl: null,
      state: (status) => stateOf(at(status, "status"), ["completed"], ["failed", "cancelled"], status),
    };
  },
  wavespeed: (answer, { root }) => {
    const path = pathOf(at(at(at(answer, "data"), "urls"), "get"));
    if (path === null) return null;
    return {
      statusUrl: `${root}${path}`,
      resultUrl: null,
      state: (status) =>
        stateOf(at(at(status, "data"), "status"), ["completed"], ["failed"], at(status, "data")),
    };
  },
  "zai-org": (answer, { root }) => {
    if (typeof answer.id !== "string" || typeof answer.task_status !== "string") return null;
    return {
      statusUrl: `${root}/api/paas/v4/async-result/${encodeURIComponent(answer.id)}`,
      resultUrl: null,
      state: (status) => stateOf(at(status, "task_status"), ["SUCCESS"], ["FAIL"], status),
    };
  },
  replicate: (answer, { root }) => {
    const waiting = answer.status === "starting" || answer.status === "processing";
    if (typeof answer.id !== "string" || !waiting) return null;
    return {
      statusUrl: `${root}/v1/predictions/${encodeURIComponent(answer.id)}`,
      resultUrl: null,
      state: (status) =>
        stateOf(at(status, "status"), ["succeeded"], ["failed", "canceled", "aborted"], status),
    };
  },
};

function stateOf(
  state: unknown,
  done: readonly string[],
  failed: readonly string[],
  status: unknown,
): ReturnType<Ticket["state"]> {
  if (typeof state !== "string") return { failed: "its status has no state" };
  if (done.includes(state)) return "done";
  if (!failed.includes(state)) return "pending";
  const error = at(status, "error");
  const said = typeof error === "string" ? error : at(error, "message");
  return { failed: typeof said === "string" ? said : state };
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** The path of an address, without its host; null for anything else. */
function pathOf(address: unknown): string | null {
  return typeof address === "string" && URL.canParse(address) ? new URL(address).pathname : null;
}
