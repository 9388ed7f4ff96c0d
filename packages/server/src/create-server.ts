import { OpenAPIHono } from "@hono/zod-openapi";
import { errorCode } from "@hugginggpt/shared";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import { type ErrorBody, errorBody, Refusal, refusalOf, wholeMessage } from "./answers/refusal.js";
import { addFileRoutes, addLinkedFiles } from "./api/file-routes.js";
import { addModelRoutes } from "./api/model-routes.js";
import { addRegistryRoutes } from "./api/registry-routes.js";
import { invalidBody } from "./api/run-body.js";
import { addEventRoutes } from "./api/run-events.js";
import { addRunRoutes } from "./api/run-routes.js";
import { addSetupRoutes } from "./api/setup-routes.js";
import { type GuardedEnv, hostGuard, originGuard, takeToken, tokenGuard } from "./guard/access.js";
import { requestRate } from "./guard/request-rate.js";
import { addJarvisRoutes, JARVIS_PATHS } from "./jarvis/jarvis-routes.js";
import { addMcpRoute } from "./mcp/mcp-route.js";
import { Metrics } from "./metrics.js";
import { addChatRoutes } from "./openai/chat-routes.js";
import { addEmbeddingRoutes } from "./openai/embedding-routes.js";
import { addPage } from "./page.js";
import type { ServerOptions } from "./server-options.js";
import { type ServerParts, serverParts } from "./server-parts.js";

/** A server without a port: it answers requests. */
export interface Server {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Continues the runs that an earlier server left. */
  readonly begin: () => Promise<void>;
  /** Refuses new runs and suspends active ones, which the next server continues. Returns when all have stopped. */
  readonly drain: () => Promise<void>;
}

/** Returns a server made from its parts. */
export function createServer(options: ServerOptions): Server {
  const parts = serverParts(options);
  const app = new Hono();
  const metrics = new Metrics(() => parts.clock.now());
  app.onError((error, context) => answerError(error, context, parts));
  app.notFound(() => {
    throw new Refusal("NOT_FOUND", "There is nothing at this address", "See /openapi.json.");
  });
  app.use(metrics.count());
  app.use(hostGuard(parts.access));
  app.use(secureHeaders(PLAIN_HTTP));
  app.use(pagePolicy);
  app.use(cors({ origin: [...parts.access.origins], allowHeaders: ["Content-Type", "Authorization"] }));
  app.use(originGuard(parts.access));
  addHealthRoutes(app, parts);
  addLinkedFiles(app, parts);
  if (parts.jarvis) {
    for (const path of JARVIS_PATHS) app.use(path, limited(parts));
    addJarvisRoutes(app, parts);
  }
  app.get("/", takeToken(parts.access));
  if (parts.page) addPage(app, parts.page);
  app.route("/", guarded(parts, metrics));
  return { fetch: app.fetch, begin: options.restoreRuns, drain: () => parts.desk.drain() };
}

/** Adds the health checks: whether the server is alive, and whether it accepts runs. Neither needs a token. */
function addHealthRoutes(app: Hono, { desk, queue, registry }: ServerParts): void {
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const [stats, counts] = await Promise.allSettled([registry.stats(), queue.counts()]);
    const [hasRegistry, hasQueue] = [stats.status === "fulfilled", counts.status === "fulfilled"];
    const isReady = desk.isOpen && hasRegistry && hasQueue;
    const missing = hasQueue ? "the registry cannot be read" : "the database of runs cannot be reached";
    const reason = desk.isOpen ? missing : "the server is stopping";
    return context.json(isReady ? { status: "ready" } : { status: "not ready", reason }, isReady ? 200 : 503);
  });
}

/** The server speaks plain HTTP, and other pages may show its files. */
const PLAIN_HTTP = { strictTransportSecurity: false, crossOriginResourcePolicy: false } as const;

/** The page loads nothing from other origins. */
const PAGE_CSP = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Files of runs keep their own, stricter policy. */
const pagePolicy: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", PAGE_CSP);
};

/** The paths that need the token. */
function guarded(parts: ServerParts, metrics: Metrics): OpenAPIHono<GuardedEnv> {
  const app = new OpenAPIHono<GuardedEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidBody(result.error.issues);
    },
  });
  for (const path of ["/api/*", "/v1/*", "/metrics", "/mcp"]) {
    app.use(path, tokenGuard(parts.access));
    app.use(path, requestRate(parts.limits.requestsAMinute, parts.clock));
    app.use(path, limited(parts)); // It may read a body of unknown size, so it comes after the check of the token.
  }
  addSetupRoutes(app, parts);
  addRunRoutes(app, parts);
  addEventRoutes(app, parts);
  addFileRoutes(app, parts);
  addModelRoutes(app, parts.registry, parts.runtime.backends);
  addRegistryRoutes(app, parts);
  addChatRoutes(app, parts);
  addEmbeddingRoutes(app, parts.embedder);
  addMcpRoute(app, parts);
  app.get("/metrics", async (context) => context.text(metrics.text(await parts.queue.counts())));
  const about = { openapi: "3.1.0", info: { title: "HuggingGPT", version: parts.version } };
  app.get("/openapi.json", (context) => context.json(app.getOpenAPI31Document(about)));
  return app;
}

async function answerError(
  thrown: unknown,
  context: Context,
  { onBug, translate }: ServerParts,
): Promise<Response> {
  const refusal = refusalOf(thrown);
  // A caller that leaves within its body ends the reading so, which is no bug; a lost call of our own is a fault.
  if (refusal.code === "INTERNAL" && errorCode(thrown) !== "ECONNRESET") onBug(thrown);
  const languages = context.req.header("Accept-Language") ?? "";
  const { error } = errorBody(refusal);
  const [message, next] = await Promise.all([
    translate(error.message, languages),
    error.next && translate(error.next, languages),
  ]);
  const isForOpenAi = context.req.path.startsWith("/v1/");
  const body: ErrorBody = {
    error: { ...error, message: isForOpenAi ? wholeMessage({ message, next }) : message, next },
  };
  return context.json(body, refusal.status, { ...refusal.headers });
}

function limited({ limits: { bodyBytes } }: ServerParts) {
  const onError = (): never => {
    const next = `Send at most ${Math.floor(bodyBytes / 1024 / 1024)} MiB.`;
    throw new Refusal("BODY_TOO_LARGE", "The request is too large", next);
  };
  return bodyLimit({ maxSize: bodyBytes, onError });
}
