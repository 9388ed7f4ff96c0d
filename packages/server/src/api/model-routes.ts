import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  type EndpointKind,
  Fault,
  type Registry,
  type SearchFilters,
  stated,
  TASK_IDS,
} from "@hugginggpt/shared";
import type { GuardedEnv } from "../guard/access.js";
import { describeRoute } from "./describe-route.js";

const KINDS = ["provider", "local", "builtin", "custom"] as const satisfies readonly EndpointKind[];

const list = z
  .string()
  .optional()
  .transform((text) =>
    text
      ?.split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );

const query = z.strictObject({
  q: z.string().max(2000).default("").openapi({ description: "the request, in words" }),
  k: z.coerce.number().int().min(1).max(100).default(10),
  task: z.enum(TASK_IDS).optional(),
  library: z.string().optional(),
  license: list.openapi({ description: "one of these, separated by commas" }),
  org: list,
  language: z.string().optional(),
  provider: list,
  runnable: z
    .string()
    .optional()
    .transform((text) => text?.split(","))
    .pipe(z.array(z.enum(KINDS)).optional()),
  minDownloads: z.coerce.number().int().min(0).optional(),
  maxParams: z.coerce.number().int().positive().optional(),
  explain: z.stringbool().default(false).openapi({ type: "boolean" }),
});

const search = createRoute({
  method: "get",
  path: "/api/models",
  summary: "Search the registry",
  request: { query },
  responses: { 200: { description: "The models, best first" } },
});

/** Adds the routes that search the registry. `enabled`: the kinds of endpoint that can run here. */
export function addModelRoutes(
  app: OpenAPIHono<GuardedEnv>,
  registry: Registry,
  enabled: Parameters<Registry["tasks"]>[0],
): void {
  app.openapi(search, async (context) => {
    const { q, k, explain, license, org, provider, ...rest } = context.req.valid("query");
    const filters: SearchFilters = stated({ ...rest, licenses: license, orgs: org, providers: provider });
    const { candidates, total, notes } = await registry.search(
      { text: q, k, filters },
      context.req.raw.signal,
    );
    const models = candidates.map(({ why, ...candidate }) => (explain ? { ...candidate, why } : candidate));
    return context.json({ models, total, notes }, 200);
  });
  const params = z.object({ id: z.string().openapi({ description: "`owner/name`, its slash as it is" }) });
  describeRoute(app, "get", "/api/models/{id}", "One model: card, profile, and where it runs", { params });
  app.get("/api/models/:id{.+}", async (context) => {
    const id = context.req.param("id");
    const entry = await registry.get(id);
    if (!entry)
      throw new Fault("MODEL_NOT_FOUND", `The registry has no model ${id}`, { next: "Search for it." });
    return context.json(entry, 200);
  });
  describeRoute(app, "get", "/api/tasks", "The tasks, and how many models of each can run here");
  app.get("/api/tasks", async (context) => context.json({ tasks: await registry.tasks(enabled) }, 200));
}
