import type { Hono } from "hono";
import type { ServerParts } from "../server-parts.js";

/** Adds the health checks: whether the server is alive, and whether it accepts runs. Neither needs a token. */
export function addHealthRoutes(app: Hono, { desk, registry }: ServerParts): void {
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const hasRegistry = await registry.stats().then(
      () => true,
      () => false,
    );
    const hasQueue = await desk.counts().then(
      () => true,
      () => false,
    );
    const isReady = desk.isOpen && hasRegistry && hasQueue;
    const missing = hasQueue ? "the registry cannot be read" : "the database of runs cannot be reached";
    const reason = desk.isOpen ? missing : "the server is stopping";
    return context.json(isReady ? { status: "ready" } : { status: "not ready", reason }, isReady ? 200 : 503);
  });
}
