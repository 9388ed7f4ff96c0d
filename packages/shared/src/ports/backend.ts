import type { Endpoint, EndpointKind } from "../nouns/endpoint.js";
import type { JobHandle, JobProgress } from "../nouns/job-handle.js";
import type { CallUsage } from "../nouns/usage.js";
import type { ResolvedArgs, TaskOutput } from "../nouns/value.js";
import type { TaskId } from "../tasks/task-id.js";

/** One attempt: this model, at this endpoint, with these arguments. */
export interface Job {
  readonly task: TaskId;
  /** The task's number in its plan; absent outside a plan. It is not sent to endpoints. */
  readonly taskId?: number;
  readonly model: string;
  /** The commit of the model's repository; null or absent if unknown. */
  readonly revision?: string | null;
  readonly endpoint: Endpoint;
  readonly args: ResolvedArgs;
  /** Most tokens of the answer, if the endpoint charges for tokens and the user set a cap; absent for no limit. */
  readonly maxOutputTokens?: number;
}

/** Callbacks of a running attempt. None of them throws. */
export interface JobWatch {
  /** A provider has accepted an asynchronous job. Called before the backend waits for it. */
  submitted(handle: JobHandle): void;
  progress(progress: JobProgress): void;
  /** The answer reported usage. Several reports add up. */
  used?(usage: CallUsage): void;
  /** A sentence for the user about something that the result lacks. */
  warn?(message: string): void;
}

/** Runs one attempt. */
export interface Backend {
  /** The kind of endpoint that this backend runs. */
  readonly kind: EndpointKind;
  /** Returns true if it can run this task at this endpoint. */
  supports(task: TaskId, endpoint: Endpoint): boolean;
  /**
   * Returns the name of the credential that an endpoint needs (`HF_TOKEN`); null for none. A credential that one
   * endpoint rejects is not tried at others. Absent: all endpoints of the backend share one.
   */
  credential?(endpoint: Endpoint): string | null;
  /**
   * Prepares a model before its first use, such as by a download. This time counts for the run, not for the attempt. A
   * failure is the attempt's.
   */
  prepare?(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<void>;
  /**
   * Returns the model's output. Makes one try; the executor decides whether and where to try again.
   * @throws Fault. `retryable`: the same call may succeed later. RATE_LIMITED, or `status` 503: the provider needs a
   * pause (of `retryAfterMs`, if given). CREDENTIALS_REJECTED: no other endpoint with this credential can help.
   * BAD_REQUEST: the arguments are wrong. BAD_RESPONSE: the output is not of the task's type.
   */
  run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput>;
  /**
   * Waits for a job that was submitted earlier, perhaps by another process, and returns the model's output. Absent:
   * this backend has no such jobs. The handle is untrusted, because it may come from a file.
   * @throws Fault as `run` does; UNSUPPORTED for a handle of another endpoint, NOT_FOUND if the provider no longer
   * knows the job.
   */
  awaitJob?(job: Job, handle: JobHandle, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput>;
}
