import type { OpenAPIHono } from "@hono/zod-openapi";
import type { EndpointKind } from "@hugginggpt/shared";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { describeRoute } from "./describe-route.js";

/** What is configured here. */
export interface SetupView {
  /** The name of the language model, or `offline`. */
  readonly controller: string;
  readonly backends: readonly EndpointKind[];
  /** The tasks that can run here. */
  readonly tasks: readonly string[];
  /** What each missing setting would add. */
  readonly advice: string;
}

/** Adds what a page needs to know before the first request. */
export function addSetupRoutes(app: OpenAPIHono<GuardedEnv>, { runtime }: ServerParts): void {
  describeRoute(app, "get", "/api/setup", "What is set up here, and what can run");
  app.get("/api/setup", async (context) => {
    const { controller, backends, advice } = runtime;
    const view: SetupView = { controller, backends, advice, tasks: await runtime.runnable() };
    return context.json(view, 200);
  });
}
