import type { OpenAPIHono } from "@hono/zod-openapi";
import type { EndpointKind } from "@hugginggpt/shared";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";

/** What is set up here. */
export interface SetupView {
  /** The language model's name, `offline` if there is none. */
  readonly controller: string;
  readonly backends: readonly EndpointKind[];
  /** The tasks that can run here. */
  readonly tasks: readonly string[];
  /** What one more setting would add; empty if everything is set. */
  readonly advice: string;
}

/** Adds what a page needs to know before anything is asked. */
export function addSetupRoutes(app: OpenAPIHono<GuardedEnv>, { runtime }: ServerParts): void {
  const summary = "What is set up here, and what can run";
  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/api/setup",
    summary,
    responses: { 200: { description: summary } },
  });
  app.get("/api/setup", async (context) => {
    const { controller, backends, advice } = runtime;
    const view: SetupView = { controller, backends, advice, tasks: await runtime.runnable() };
    return context.json(view, 200);
  });
}
