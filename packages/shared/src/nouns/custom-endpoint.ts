import type { TaskId } from "../tasks/task-id.js";
import type { EndpointPrice } from "./endpoint.js";

/**
 * How a server of the user's own is spoken to: like hf-inference and dedicated Inference Endpoints, by OpenAI's
 * interface, or like the model server of HuggingGPT.
 */
export const CUSTOM_WIRES = ["hf-inference", "openai", "hugginggpt"] as const;
export type CustomWire = (typeof CUSTOM_WIRES)[number];

/** A model at an address that the user configured. */
export interface CustomEndpoint {
  /** http or https, without user name and password, without a slash at the end. */
  readonly url: string;
  readonly task: TaskId;
  readonly wire: CustomWire;
  /** The model's name at the server, and among the candidates. */
  readonly model: string;
  /** What the server is asked with; null: nothing. */
  readonly key: { readonly name: string; readonly value: string } | null;
  /** What a call costs; null if that is not known. */
  readonly price: EndpointPrice | null;
  /** Where paths in answers of HuggingGPT's model server are found; null: at its own address. */
  readonly files: string | null;
}
