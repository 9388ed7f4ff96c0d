import {
  artifactReader,
  findRun,
  type RunReport,
  type RuntimeRequest,
  storedReport,
} from "@hugginggpt/runtime";
import { type PlanJson, settlesWithin } from "@hugginggpt/shared";
import type { McpServer, ServerContext } from "@modelcontextprotocol/server";
import { z } from "zod";
import { onDisconnect } from "../answers/on-disconnect.js";
import { watchRun } from "../desk/watch-run.js";
import { progressLine } from "../openai/progress-line.js";
import { type McpParts, mended, structured } from "./mcp-parts.js";
import { runContent, runResult, runResultSchema } from "./run-result.js";

/** The state of a run: active, or how it ended. */
const STATES = ["running", "done", "partial", "failed"] as const;
/** Clients abandon a call after a minute. */
const MOST_WAIT_S = 45;

const asked = z.object({
  request: z.string().min(1).max(100_000).describe("the request, in words"),
  files: z
    .array(z.string())
    .max(20)
    .default([])
    .describe("files that it is about: web addresses, data: URLs, or paths in folders that the user allowed"),
});
const handle = z.object({ run: z.string().max(80).describe("the handle that start_run returned") });
const RUNS = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true,
} as const;

/** Adds the tools that run requests: a blocking one, and ones in steps for clients that wait at most a minute. */
export function addRunTools(server: McpServer, parts: McpParts): void {
  addPlan(server, parts);
  addBlocking(server, parts);
  addStart(server, parts);
  addGet(server, parts);
  addCancel(server, parts);
}

function addPlan(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "plan_request",
    {
      title: "Plan a request",
      description: "Plan a request as a graph of tasks, without running anything.",
      inputSchema: asked,
      outputSchema: z.object({ plan: z.array(z.record(z.string(), z.unknown())) }),
      annotations: { ...RUNS, readOnlyHint: true },
    },
    ({ request, files }, { mcpReq }) =>
      mended(parts, async () => {
        const given = await parts.filesOf(files, mcpReq.signal);
        const run = await takenFor(mcpReq.signal, { request, files: given, until: "plan" }, parts);
        const { plan } = await reportOf(run, parts);
        return structured({ plan: plan.map((task): Record<string, unknown> & PlanJson => ({ ...task })) });
      }),
  );
}

function addBlocking(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "run_request",
    {
      title: "Run a request",
      description:
        "Do a request that takes several AI models, such as describing a picture, translating and reading aloud, and return the answer and the files. May take minutes: where your client gives up after one, use start_run.",
      inputSchema: asked,
      outputSchema: runResultSchema,
      annotations: RUNS,
    },
    ({ request, files }, context) =>
      mended(parts, async () => {
        const { signal } = context.mcpReq;
        const given = await parts.filesOf(files, signal);
        const run = await takenFor(signal, { request, files: given }, parts);
        void tellProgress(run, context, parts);
        return resultOf(await reportOf(run, parts), parts);
      }),
  );
}

function addStart(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "start_run",
    {
      title: "Start a run",
      description:
        "Start a request and return a handle at once; get_run waits for its result. The handle stays valid.",
      inputSchema: asked,
      outputSchema: z.object({ run: z.string() }),
      annotations: RUNS,
    },
    ({ request, files }, { mcpReq }) =>
      mended(parts, async () => {
        const given = await parts.filesOf(files, mcpReq.signal);
        const { run } = await parts.desk.accept({ request, files: given }, parts.caller);
        return structured({ run }, `Started. Call get_run with run ${run} until it is over.`);
      }),
  );
}

function addGet(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "get_run",
    {
      title: "Get a run",
      description: `Wait up to ${MOST_WAIT_S} s for a run and return its result, or say that it is still running.`,
      inputSchema: handle.extend({ wait_s: z.number().min(0).max(MOST_WAIT_S).default(30) }),
      outputSchema: runResultSchema.partial().extend({ run: z.string(), status: z.enum(STATES) }),
      annotations: { ...RUNS, readOnlyHint: true },
    },
    ({ run, wait_s }, { mcpReq }) =>
      mended(parts, async () => {
        const report = reportOf(run, parts);
        if (await settlesWithin(report, wait_s * 1000, parts.clock, mcpReq.signal))
          return resultOf(await report, parts);
        return structured({ run, status: "running" as const }, "It is still running. Ask again.");
      }),
  );
}

function addCancel(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "cancel_run",
    {
      title: "Cancel a run",
      description: "Stop a run that start_run started.",
      inputSchema: handle,
      outputSchema: z.object({ run: z.string(), stopped: z.boolean() }),
      annotations: { ...RUNS, idempotentHint: true },
    },
    ({ run }) =>
      mended(parts, async () => {
        await findRun(parts.storage.runs, run); // Throws for an unknown handle.
        const stopped = await parts.desk.stop(run);
        return structured({ run, stopped }, stopped ? "Stopped." : "It was not running.");
      }),
  );
}

/** Accepts a run for a client that waits for it. Closing the request cancels the run. */
async function takenFor(
  signal: AbortSignal,
  wanted: RuntimeRequest,
  { desk, caller }: McpParts,
): Promise<string> {
  const { run } = await desk.accept(wanted, caller);
  onDisconnect(signal, () => void desk.stop(run));
  return run;
}

/** @throws Fault RUN_NOT_FOUND for an invalid handle, and what the run throws. */
async function reportOf(run: string, { desk, storage }: McpParts): Promise<RunReport> {
  return (await desk.report(run)) ?? storedReport(await findRun(storage.runs, run));
}

async function resultOf(report: RunReport, { uriOf, storage }: McpParts) {
  const reader = artifactReader(await findRun(storage.runs, report.run), storage);
  const structuredContent = runResult(report, reader, uriOf);
  return {
    structuredContent,
    content: await runContent(structuredContent, reader),
    isError: report.status === "failed",
  };
}

/** Sends progress to a client that sent a progress token. */
async function tellProgress(
  run: string,
  { mcpReq }: ServerContext,
  { desk, storage, onBug }: McpParts,
): Promise<void> {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return;
  let progress = 0;
  try {
    for await (const { event } of watchRun(run, 0, mcpReq.signal, { desk, storage })) {
      const message = progressLine(event);
      if (message === null) continue;
      progress++;
      const params = { progressToken, progress, message };
      await mcpReq.notify({ method: "notifications/progress", params });
    }
  } catch (error) {
    if (!mcpReq.signal.aborted) onBug(error);
  }
}
