import type { Endpoint, EndpointKind } from "../nouns/endpoint.js";
import type { JobHandle, JobProgress } from "../nouns/job-handle.js";
import type { CallUsage } from "../nouns/usage.js";
import type { ResolvedArgs, TaskOutput } from "../nouns/value.js";
import type { TaskId } from "../tasks/task-id.js";

/** One attempt: this model, at this endpoint, with these arguments. */
export interface Job {
  readonly task: TaskId;
  /** The task's number in its plan; absent outside a plan. No endpoint is told of it. */
  readonly taskId?: number;
  readonly model: string;
  /** Commit of the model's repository; null or absent if it has none or none is known. */
  readonly revision?: string | null;
  readonly endpoint: Endpoint;
  readonly args: ResolvedArgs;
  /** Tokens that the answer may have, where the endpoint is paid by tokens and the user set a cap; absent: any number. */
  readonly maxOutputTokens?: number;
}

/** What an attempt tells while it works. None of the functions throws. */
export interface JobWatch {
  /** A provider has accepted the job and does it in its own time. Called before anything waits for it. */
  submitted(handle: JobHandle): void;
  progress(progress: JobProgress): void;
  /** The answer said what the attempt used; what is told later is added to what was told before. */
  used?(usage: CallUsage): void;
  /** The result lacks something that the user should know of, in a sentence. */
  told?(message: string): void;
}

/** Runs one attempt. */
export interface Backend {
  /** The kind of endpoint that it runs. */
  readonly kind: EndpointKind;
  /** Returns true if it can run this task at this endpoint. */
  supports(task: TaskId, endpoint: Endpoint): boolean;
  /**
   * Returns the name of the credential that an endpoint is asked with (`HF_TOKEN`), null if it needs none: what is
   * refused for one endpoint is refused for all that need the same. Absent: all endpoints of the backend share one.
   */
  credential?(endpoint: Endpoint): string | null;
  /**
   * Does what takes long only the first time a model is used: fetches it. The run's time counts, not the attempt's.
   * Absent: nothing. A failure is the attempt's.
   */
  prepare?(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<void>;
  /**
   * Returns what the model returned. One call, one try: whether and where to try again is the executor's to say.
   * @throws Fault: `retryable` says whether the same call may succeed later, RATE_LIMITED and a `status` of 503 that the
   * provider wants to be left alone (for `retryAfterMs` where it says so), CREDENTIALS_REJECTED that no other endpoint
   * with the same credential can help, BAD_REQUEST that the arguments are at fault, BAD_RESPONSE that the output is not
   * of the task's type.
   */
  run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput>;
  /**
   * Waits for a job that was submitted before, perhaps by another process, and returns what the model returned. Absent:
   * this backend has no such jobs. A handle may come from a file: it is checked like any other input.
   * @throws Fault as `run` does; UNSUPPORTED for a handle that is none of this endpoint's, NOT_FOUND if the provider
   * does not know the job any more.
   */
  awaitJob?(job: Job, handle: JobHandle, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput>;
}
