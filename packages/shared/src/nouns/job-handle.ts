/**
 * An asynchronous job of a provider, as plain data: a later process can wait for it instead of submitting it again. It
 * holds paths, never addresses: the follower prefixes its own router and the provider's root.
 */
export interface JobHandle {
  readonly provider: string;
  /** Where the job's state is, under the provider's root at the router: `/fal-ai/wan/requests/r1/status?...`. */
  readonly statusPath: string;
  /** Where its result is once it is done; null: the last state holds it. */
  readonly resultPath: string | null;
}

/** How far a job has come, as far as is known. */
export interface JobProgress {
  /** `downloading`: the model is on its way to this machine. */
  readonly state: "queued" | "downloading" | "running";
  /** Jobs before it in the provider's queue, at least 0; null if that is not said. */
  readonly position: number | null;
  /** 0 to 100; null if that is not said. */
  readonly percent: number | null;
}
