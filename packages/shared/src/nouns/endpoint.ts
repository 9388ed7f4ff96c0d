/** A provider's status in the Hub's terms; only `live` endpoints run. */
export type EndpointStatus = "live" | "staging" | "error";

/** Prices of calls in US dollars, each at least 0. */
export interface EndpointPrice {
  /** For a million input tokens. */
  readonly input: number;
  /** For a million output tokens. */
  readonly output: number;
  /** For each call, in addition to its tokens; absent for nothing. */
  readonly call?: number;
}

/** One way to run one model. */
export type Endpoint =
  | {
      readonly kind: "provider";
      readonly provider: string;
      /** The provider's id of the model. */
      readonly providerId: string;
      /** Pipeline tag, or `conversational` for chat. */
      readonly task: string;
      readonly status: EndpointStatus;
      /** The price; absent if the provider does not publish it. */
      readonly price?: EndpointPrice;
      /** Milliseconds to the first token, as measured by the router. */
      readonly latencyMs?: number;
      /** Tokens per second, as measured by the router. */
      readonly throughput?: number;
    }
  | {
      readonly kind: "local";
      readonly provider: "transformers.js";
      readonly task: string;
      readonly status: "live";
    }
  | {
      readonly kind: "builtin";
      readonly provider: "builtin";
      readonly tool: string;
      readonly task: string;
      readonly status: "live";
    }
  | {
      readonly kind: "controller";
      readonly provider: "controller";
      readonly task: string;
      readonly status: "live";
    }
  | {
      readonly kind: "custom";
      readonly provider: "custom";
      readonly url: string;
      readonly task: string;
      readonly status: "live";
      /** The price; absent if unknown. */
      readonly price?: EndpointPrice;
    };

export type EndpointKind = Endpoint["kind"];

/** Returns an endpoint's short name for traces and JSON: `provider:fal-ai`, `builtin:flite`, `controller`. */
export function endpointName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "provider":
      return `provider:${endpoint.provider}`;
    case "builtin":
      return `builtin:${endpoint.tool}`;
    case "custom":
      return `custom:${endpoint.url}`;
    case "local":
    case "controller":
      return endpoint.kind;
  }
}
