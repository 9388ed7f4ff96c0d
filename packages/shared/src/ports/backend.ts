import type { Endpoint, EndpointKind } from "../nouns/endpoint.js";
import type { ResolvedArgs, TaskOutput } from "../nouns/value.js";
import type { TaskId } from "../tasks/task-id.js";

/** One attempt: this model, at this endpoint, with these arguments. */
export interface Job {
  readonly task: TaskId;
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly args: ResolvedArgs;
}

/** Runs one attempt. */
export interface Backend {
  /** The kind of endpoint that it runs. */
  readonly kind: EndpointKind;
  /** Returns true where it can run this task at this endpoint. */
  supports(task: TaskId, endpoint: Endpoint): boolean;
  /**
   * Returns what the model returned.
   * @throws Fault: `retryable` says whether the same call may succeed later, CREDENTIALS_REJECTED that no other
   * endpoint with the same credentials can help, BAD_REQUEST that the arguments are at fault, BAD_RESPONSE that the
   * output is not of the task's type.
   */
  run(job: Job, signal: AbortSignal): Promise<TaskOutput>;
}
