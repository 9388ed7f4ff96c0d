/**
 * An asynchronous job of a provider as plain data, so that a later process can wait for it instead of submitting it
 * again. It contains paths, never URLs: the process that waits adds its own router and the provider's root.
 */
export interface JobHandle {
  readonly provider: string;
  /** The path of the job's state, under the provider's root at the router: `/fal-ai/wan/requests/r1/status?...`. */
  readonly statusPath: string;
  /** The path of its result; null if the last state contains the result. */
  readonly resultPath: string | null;
}

/** A job that a provider has accepted, and the model and the endpoint that it runs. */
export interface SubmittedJob {
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  readonly handle: JobHandle;
}

/** The progress of a job. */
export interface JobProgress {
  /** `downloading`: the model is being downloaded to this machine. */
  readonly state: "queued" | "downloading" | "running";
  /** The number of jobs before it in the provider's queue, at least 0; null if unknown. */
  readonly position: number | null;
  /** 0 to 100; null if unknown. */
  readonly percent: number | null;
}
