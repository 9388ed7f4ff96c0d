import type { CustomEndpoint, TaskOutput } from "@hugginggpt/shared";
import type { ModelCall } from "../provider-access.js";

/** One call to a server of the user's own: `access` has the endpoint's address as its router and the endpoint's own key. */
export interface CustomCall extends ModelCall {
  readonly endpoint: CustomEndpoint;
}

/** Speaks a server's language. @throws Fault by kind of failure. */
export type CustomWireCall = (call: CustomCall) => Promise<TaskOutput>;
