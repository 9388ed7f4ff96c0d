import type { CustomEndpoint, TaskOutput } from "@hugginggpt/shared";
import type { ModelCall } from "../provider-access.js";

/** A call to a server of the user. `access` has the endpoint's address as its router, and the endpoint's own key. */
export interface CustomCall extends ModelCall {
  readonly endpoint: CustomEndpoint;
}

/** Calls a server by its protocol. @throws Fault by kind of failure. */
export type CustomWireCall = (call: CustomCall) => Promise<TaskOutput>;
