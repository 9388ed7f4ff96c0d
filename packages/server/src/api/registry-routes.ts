import type { OpenAPIHono } from "@hono/zod-openapi";
import type { RegistryFacets, RegistryStats } from "@hugginggpt/shared";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { describeRoute } from "./describe-route.js";

/** Statistics of the registry. */
export interface RegistryView extends RegistryStats {
  readonly facets: RegistryFacets;
}

/** Adds the routes of the registry's state and of its sync: start, progress, stop. */
export function addRegistryRoutes(app: OpenAPIHono<GuardedEnv>, { registry, sync }: ServerParts): void {
  describeRoute(app, "get", "/api/registry", "What the registry holds");
  app.get("/api/registry", async (context) => {
    const [stats, facets] = await Promise.all([registry.stats(), registry.facets()]);
    return context.json({ ...stats, facets } satisfies RegistryView, 200);
  });
  describeRoute(app, "get", "/api/sync", "How the sync stands");
  app.get("/api/sync", (context) => context.json(sync.state(), 200));
  describeRoute(app, "post", "/api/sync", "Start a sync");
  app.post("/api/sync", async (context) => {
    await sync.start();
    return context.json(sync.state(), 202);
  });
  describeRoute(app, "delete", "/api/sync", "Stop the sync; the next one continues from there");
  app.delete("/api/sync", async (context) =>
    context.json({ stopped: await sync.stop(), ...sync.state() }, 200),
  );
}
