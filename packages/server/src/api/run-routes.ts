import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Approval, findRun, latestRuns, type RuntimeRequest } from "@hugginggpt/runtime";
import { NO_LIMITS, stated } from "@hugginggpt/shared";
import type { Context } from "hono";
import { Refusal } from "../answers/refusal.js";
import { repeatKey } from "../answers/repeat-key.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { type GivenRun, invalidBody, jsonOf, readRunBody } from "./run-body.js";
import { approvalSchema, planText, rerunSchema, runWantedSchema } from "./run-schema.js";
import { runView, standing } from "./run-view.js";

const ok = { description: "The run" };
const params = z.object({ run: z.string().regex(/^[\w-]{1,80}$/) });
const run = (method: "get" | "post", path: string, summary: string) =>
  createRoute({
    method,
    path: `/api/runs/{run}${path}`,
    summary,
    request: { params },
    responses: { 200: ok },
  });

/** The form is parsed by `run-body.ts`, because it mixes JSON and files. */
const begin = {
  method: "post" as const,
  path: "/api/runs",
  summary: "Start a run",
  request: {
    headers: z.object({ "idempotency-key": z.string().max(200).optional() }),
    body: {
      content: {
        "application/json": { schema: runWantedSchema },
        "multipart/form-data": {
          schema: z.object({ run: z.string(), file: z.array(z.string().openapi({ format: "binary" })) }),
        },
      },
    },
  },
  responses: { 202: { description: "The run was accepted" } },
};

const list = createRoute({
  method: "get",
  path: "/api/runs",
  summary: "The latest runs",
  request: {
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(500).default(50),
      q: z.string().optional(),
    }),
  },
  responses: { 200: { description: "The runs, the latest first" } },
});

/** Adds the routes that start, list, show, approve, cancel, resume and rerun runs. */
export function addRunRoutes(app: OpenAPIHono<GuardedEnv>, parts: ServerParts): void {
  const { desk, storage } = parts;
  addBeginning(app, parts);
  app.openapi(list, async (context) => {
    const { limit, q } = context.req.valid("query");
    const { runs, damaged } = await latestRuns(storage.runs, limit, q);
    const states = await desk.statesOf(runs.map(({ run }) => run));
    const stated = runs.map(async (one) => {
      const status = standing(one.status, states.get(one.run) ?? null);
      const isWaiting = status === "running" && (await desk.proposal(one.run)) !== null;
      return { ...one, status: isWaiting ? "waiting" : status };
    });
    return context.json({ runs: await Promise.all(stated), damaged }, 200);
  });
  app.openapi(run("get", "", "A run"), async (context) =>
    context.json(await viewOf(idOf(context), parts), 200),
  );
  app.openapi(run("post", "/cancel", "Stop a run; it can be resumed"), async (context) => {
    const stored = await findRun(storage.runs, idOf(context));
    return context.json({ run: stored.run, stopped: await desk.stop(stored.run) }, 200);
  });
  app.openapi(run("post", "/resume", "Continue an interrupted run"), async (context) => {
    const stored = await findRun(storage.runs, idOf(context));
    await desk.resume(stored, context.get("caller"));
    return context.json(taken(stored.run, true), 200);
  });
  app.openapi(
    run("post", "/rerun", "Repeat a run's plan from a given task, as a new run"),
    async (context) => {
      const read = rerunSchema.safeParse(await jsonOf(context));
      if (!read.success) throw invalidBody(read.error.issues);
      const again = await parts.runtime.prepareRerun(await findRun(storage.runs, idOf(context)), read.data);
      await desk.resume(await findRun(storage.runs, again), context.get("caller"));
      return context.json(taken(again, false), 200);
    },
  );
  app.openapi(
    run("post", "/approve", "Answer the plan that waits: yes, no, or a change"),
    async (context) => {
      const read = approvalSchema.safeParse(await jsonOf(context));
      if (!read.success) throw invalidBody(read.error.issues);
      const id = idOf(context);
      const said = read.data;
      if (!(await desk.answer(id, approvalOf(said))))
        throw new Refusal(
          "CONFLICT",
          "That run is not waiting for an approval",
          "Get the run to see its state.",
        );
      return context.json({ run: id }, 200);
    },
  );
}

function addBeginning(app: OpenAPIHono<GuardedEnv>, parts: ServerParts): void {
  app.openAPIRegistry.registerPath(begin);
  app.post(begin.path, async (context) => {
    const given = await readRunBody(context, parts.readFile);
    const sent = given.files.flatMap(({ name, bytes }) => [name, bytes]);
    const key = repeatKey(context, JSON.stringify(given.wanted), ...sent);
    const { run: id, joined } = await parts.desk.accept(requestOf(given), context.get("caller"), { key });
    return context.json(taken(id, joined), 202, { Location: `/api/runs/${id}` });
  });
}

function taken(id: string, joined: boolean): object {
  return { run: id, joined, href: `/api/runs/${id}`, events: `/api/runs/${id}/events` };
}

/** Converts a request of the API to one of the runtime. */
export function requestOf({ wanted, files }: GivenRun): RuntimeRequest {
  const { request, plan, until, approve, policy, topK, caps, models, cache } = wanted;
  const { maxSeconds, ...money } = caps ?? {};
  return {
    ...{ request, until, files, asks: approve && until === "all" },
    ...stated({
      ...{ policy, topK, cache },
      plan: plan === undefined ? null : planText(plan),
      caps: caps && stated({ ...money, maxMs: maxSeconds ? maxSeconds * 1000 : null }),
      models: models && { ...NO_LIMITS, ...stated(models) },
    }),
  };
}

function approvalOf(said: z.infer<typeof approvalSchema>): Approval {
  if ("approve" in said) return said.approve;
  return "plan" in said ? { plan: planText(said.plan) } : said;
}

/** Returns the API's view of a run. @throws Fault RUN_NOT_FOUND. */
export async function viewOf(id: string, { desk, storage, links }: ServerParts) {
  const stored = await findRun(storage.runs, id);
  const [isClaimed, state, proposal] = await Promise.all([
    storage.runs.isClaimed(stored.run),
    desk.stateOf(stored.run),
    desk.proposal(stored.run),
  ]);
  const around = { state, proposal, isClaimed };
  return runView(stored, around, links);
}

function idOf(context: Context): string {
  return context.req.param("run") ?? "";
}
