import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { GuardedEnv } from "../guard/access.js";

/** Describes a route in the API's document. The caller adds the route itself. */
export function describeRoute(
  app: OpenAPIHono<GuardedEnv>,
  method: "get" | "post" | "delete",
  path: string,
  summary: string,
  request?: RouteConfig["request"],
): void {
  const responses = { 200: { description: summary } };
  app.openAPIRegistry.registerPath({ method, path, summary, responses, ...(request ? { request } : {}) });
}
