import type { CustomEndpoint, Job, JobWatch, TaskOutput } from "@hugginggpt/shared";
import type { ProviderAccess } from "../provider-access.js";

/** One call to a server of the user's own. */
export interface CustomCall {
  readonly job: Job;
  readonly endpoint: CustomEndpoint;
  /** Its `router` is the endpoint's own address, its token the endpoint's own key. */
  readonly access: ProviderAccess;
  readonly signal: AbortSignal;
  readonly watch?: JobWatch | undefined;
}

/** Speaks a server's language. @throws Fault by kind of failure. */
export type CustomWireCall = (call: CustomCall) => Promise<TaskOutput>;
