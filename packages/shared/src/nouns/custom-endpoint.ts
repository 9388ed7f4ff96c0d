import type { TaskId } from "../tasks/task-id.js";
import type { EndpointPrice } from "./endpoint.js";

/**
 * How a server of the user's own is spoken to: like hf-inference and dedicated Inference Endpoints, by OpenAI's
 * interface, or like the model server of HuggingGPT.
 */
export const CUSTOM_WIRES = ["hf-inference", "openai", "hugginggpt"] as const;
export type CustomWire = (typeof CUSTOM_WIRES)[number];

/** A model at a URL that the user configured. */
export interface CustomEndpoint {
  /** http or https, without user, password and trailing slash. */
  readonly url: string;
  readonly task: TaskId;
  readonly wire: CustomWire;
  /** The model's name, at the server and among the candidates. */
  readonly model: string;
  /** The token for the server; null for none. */
  readonly key: { readonly name: string; readonly value: string } | null;
  /** The price of a call; null if unknown. */
  readonly price: EndpointPrice | null;
  /** The base URL of paths in answers of HuggingGPT's model server; null for the server's own. */
  readonly files: string | null;
}
