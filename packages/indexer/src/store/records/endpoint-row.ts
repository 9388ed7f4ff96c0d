import { type Endpoint, stated } from "@hugginggpt/shared";
import type { endpoints } from "../database/schema.js";

/** A row of the table `endpoints`. */
export type EndpointRow = typeof endpoints.$inferSelect;

/** Returns an endpoint as the columns of `endpoints`. */
export function rowOfEndpoint(row: number, endpoint: Endpoint): EndpointRow {
  const { kind, provider, task, status } = endpoint;
  const { price, latencyMs = null, throughput = null } = endpoint.kind === "provider" ? endpoint : {};
  return {
    row,
    kind,
    provider,
    task,
    status,
    target: targetOf(endpoint),
    priceInput: price?.input ?? null,
    priceOutput: price?.output ?? null,
    latencyMs,
    throughput,
  };
}

/** Returns the endpoint that `rowOfEndpoint` was given. */
export function endpointOfRow(row: EndpointRow): Endpoint {
  const { task, target } = row;
  switch (row.kind) {
    case "provider":
      return {
        kind: "provider",
        provider: row.provider,
        providerId: target,
        task,
        status: row.status,
        ...publishedOf(row),
      };
    case "local":
      return { kind: "local", provider: "transformers.js", task, status: "live" };
    case "builtin":
      return { kind: "builtin", provider: "builtin", tool: target, task, status: "live" };
    case "controller":
      return { kind: "controller", provider: "controller", task, status: "live" };
    case "custom":
      return { kind: "custom", provider: "custom", url: target, task, status: "live" };
  }
}

function publishedOf({ priceInput: input, priceOutput: output, latencyMs, throughput }: EndpointRow) {
  const price = input === null || output === null ? null : { input, output };
  return stated({ price, latencyMs, throughput });
}

function targetOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "provider":
      return endpoint.providerId;
    case "builtin":
      return endpoint.tool;
    case "custom":
      return endpoint.url;
    case "local":
    case "controller":
      return "";
  }
}
