/** Provider status in the Hub's words; only `live` is offered for execution. */
export type EndpointStatus = "live" | "staging" | "error";

/** What calls cost, in US dollars, each at least 0. */
export interface EndpointPrice {
  /** For a million tokens that are sent. */
  readonly input: number;
  /** For a million tokens that are answered. */
  readonly output: number;
  /** For each call, on top of its tokens; absent: nothing. */
  readonly call?: number;
}

/** One way to run one model. */
export type Endpoint =
  | {
      readonly kind: "provider";
      readonly provider: string;
      /** The id by which the provider knows the model. */
      readonly providerId: string;
      /** Pipeline tag, or `conversational` for chat. */
      readonly task: string;
      readonly status: EndpointStatus;
      /** What it costs; absent if the provider does not publish it. */
      readonly price?: EndpointPrice;
      /** Milliseconds until it begins to answer, as the router measured it. */
      readonly latencyMs?: number;
      /** Tokens a second, as the router measured it. */
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
      /** What it costs; absent if that is not known. */
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
