import { z } from "@hono/zod-openapi";
import { findRun, type RunReport } from "@hugginggpt/runtime";
import type { Context, Hono } from "hono";
import { absoluteOf } from "../answers/absolute.js";
import { lateJson } from "../answers/late-json.js";
import { onDisconnect } from "../answers/on-disconnect.js";
import { Refusal, refusalOf, wholeMessage } from "../answers/refusal.js";
import { invalidBody, jsonOf } from "../api/run-body.js";
import { readMessages } from "../openai/read-messages.js";
import { requestFiles } from "../openai/request-files.js";
import type { ServerParts } from "../server-parts.js";
import { escapeHtml, jarvisMessage } from "./jarvis-message.js";
import { type JarvisPaths, jarvisPaths } from "./jarvis-paths.js";
import { jarvisResults, jarvisTask } from "./jarvis-results.js";

const body = z.looseObject({
  messages: z
    .array(z.looseObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }))
    .min(1)
    .max(1000),
  api_key: z.string().nullish(),
  api_type: z.string().nullish(),
  api_endpoint: z.string().nullish(),
});

export const JARVIS_PATHS = ["/hugginggpt", "/tasks", "/results"] as const;

/**
 * Adds the three routes of HuggingGPT's server in the form that its published page reads: even a failure is a
 * `message` with status 200.
 */
export function addJarvisRoutes(app: Hono, parts: ServerParts): void {
  const messageOf = async (context: Context, report: RunReport) => {
    const absolute = absoluteOf(parts.publicUrl, context.req.url);
    return { message: jarvisMessage(report, await pathsOf(report, parts), absolute) };
  };
  app.post("/hugginggpt", (context) =>
    answered(
      reportOf(context, "all", parts).then((report) => messageOf(context, report)),
      parts,
    ),
  );
  app.post("/tasks", (context) => {
    const answer = async (): Promise<object> => {
      const report = await reportOf(context, "plan", parts);
      // A request without tasks was answered in words.
      return report.plan.length > 0 ? report.plan.map(jarvisTask) : messageOf(context, report);
    };
    return answered(answer(), parts);
  });
  app.post("/results", (context) => {
    const answer = async (): Promise<object> => {
      const report = await reportOf(context, "all", parts);
      return report.plan.length > 0
        ? jarvisResults(report, await pathsOf(report, parts))
        : messageOf(context, report);
    };
    return answered(answer(), parts);
  });
}

async function pathsOf(report: RunReport, { storage, links, renditions }: ServerParts): Promise<JarvisPaths> {
  return jarvisPaths(report, { links, renditions, stored: await findRun(storage.runs, report.run) });
}

async function answered(answer: Promise<object>, { clock }: ServerParts): Promise<Response> {
  const failed = (error: unknown): object => ({ message: escapeHtml(wholeMessage(refusalOf(error))) });
  return lateJson(answer.catch(failed), failed, clock);
}

async function reportOf(context: Context, until: "plan" | "all", parts: ServerParts): Promise<RunReport> {
  const read = body.safeParse(await jsonOf(context));
  if (!read.success) throw invalidBody(read.error.issues);
  const { request, history, ...given } = readMessages(read.data.messages);
  const files = await requestFiles(given, parts, context.req.raw.signal);
  const key = keyOf(read.data);
  const own = key === null ? {} : { runtime: await parts.runtimeWithKey(key) };
  const { run } = await parts.desk.accept({ request, history, files, until }, "jarvis", own);
  const leave = parts.leaving.follow(run);
  onDisconnect(context.req.raw.signal, leave);
  const report = await parts.desk.report(run)?.finally(leave);
  if (!report) throw new Error("Internal error: a run was taken and is not known");
  return report;
}

/** Returns the request's own key for the controller; null if it has none. */
function keyOf({ api_key, api_type, api_endpoint }: z.infer<typeof body>): string | null {
  const isOther = (api_type ?? "openai") !== "openai" || api_endpoint;
  if (isOther)
    throw new Refusal("UNSUPPORTED", "api_type and api_endpoint are not taken from requests", ENDPOINT_NEXT);
  return api_key || null;
}
const ENDPOINT_NEXT = "Start the server with OPENAI_BASE_URL, or leave them out.";
