import { bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";
import { json, type Reply, refusal } from "../loopback/reply.js";
import type { FileShelf } from "../media/file-shelf.js";
import { fileKindOf, makeFile } from "../media/make-file.js";
import { SPOKEN } from "./classic-answers.js";
import type { ServedModels } from "./served-models.js";

interface QueuedJob {
  readonly result: unknown;
  /** Status requests still to be answered with "not yet". */
  pollsLeft: number;
}

const JOB_PATH = /^\/fal-ai\/(?<app>.+)\/requests\/(?<job>[\w-]+)(?<status>\/status)?$/;

/**
 * The simulated fal.ai: a request with `_subdomain=queue` is queued and its result fetched later, one without is
 * answered at once. `response_url` names fal.ai's own host, as the real router passes it through; clients take its path.
 */
export class FalQueue {
  readonly #served: ServedModels;
  readonly #shelf: FileShelf;
  readonly #polls: number;
  readonly #jobs = new Map<string, QueuedJob>();

  /** `polls`: how many status requests say "not yet" before the job is done. */
  constructor(served: ServedModels, shelf: FileShelf, polls: number) {
    this.#served = served;
    this.#shelf = shelf;
    this.#polls = polls;
  }

  /** Answers everything under `/fal-ai/`; null for another path. */
  answer(request: LoopbackRequest, fileOrigin: string): Reply | null {
    if (!request.path.startsWith("/fal-ai/")) return null;
    if (request.method === "GET") return this.#follow(request);
    const id = request.path.slice("/fal-ai/".length);
    const mapping = this.#served.at("fal-ai", id);
    if (!mapping) return refusal(400, `Model ${id} not supported by provider fal-ai`);
    const result = this.#make(mapping.task, request, fileOrigin);
    return request.query.get("_subdomain") === "queue" ? this.#enqueue(id, result) : json(result);
  }

  #enqueue(id: string, result: unknown): Reply {
    const job = `simulated-${String(this.#jobs.size + 1).padStart(4, "0")}`;
    this.#jobs.set(job, { result, pollsLeft: this.#polls });
    const base = `https://queue.fal.run/${appOf(id)}/requests/${job}`;
    return json({
      status: "IN_QUEUE",
      request_id: job,
      response_url: base,
      status_url: `${base}/status`,
      cancel_url: `${base}/cancel`,
      queue_position: 0,
    });
  }

  #follow(request: LoopbackRequest): Reply {
    const { job: name = "", status } = JOB_PATH.exec(request.path)?.groups ?? {};
    const job = this.#jobs.get(name);
    if (!job) return refusal(404, "Request not found");
    if (status === undefined) {
      return job.pollsLeft > 0 ? json({ detail: "Request is still in progress" }, 400) : json(job.result);
    }
    if (job.pollsLeft === 0) return json({ status: "COMPLETED", request_id: name });
    job.pollsLeft--;
    return json({ status: "IN_PROGRESS", request_id: name }, 202);
  }

  #make(task: string, request: LoopbackRequest, fileOrigin: string): unknown {
    const { prompt, text } = bodyObject(request);
    const words = typeof prompt === "string" ? prompt : typeof text === "string" ? text : "";
    const kind = fileKindOf(task);
    if (kind === null) return { text: SPOKEN, chunks: [] };
    const made = makeFile(kind, words);
    const link = { url: `${fileOrigin}${this.#shelf.keep(made)}`, content_type: made.mediaType };
    if (kind === "image") return { images: [{ ...link, width: 64, height: 64 }], seed: 1, prompt: words };
    if (kind === "video") return { video: link };
    if (kind === "3d") return { model_mesh: link };
    return task === "text-to-audio" ? { audio_file: link } : { audio: link };
  }
}

/** fal.ai queues by application: the first two segments of an id such as `fal-ai/flux/dev`. */
function appOf(id: string): string {
  return id.split("/").slice(0, 2).join("/");
}
