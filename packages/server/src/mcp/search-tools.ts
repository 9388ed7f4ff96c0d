import { endpointName, Fault, isTaskId, TASK_IDS } from "@hugginggpt/shared";
import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { type McpParts, mended, structured } from "./mcp-parts.js";

const CARD_CHARACTERS = 6_000;
const READS = { readOnlyHint: true, openWorldHint: false } as const;

const model = z.object({
  id: z.string(),
  task: z.string().nullable(),
  summary: z.string(),
  license: z.string().nullable(),
  downloads: z.number(),
  runsAt: z.array(z.string()),
});

/** Adds the tools that read the registry: `search_models` and `model_details`. */
export function addSearchTools(server: McpServer, parts: McpParts): void {
  addSearch(server, parts);
  addDetails(server, parts);
}

function addSearch(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "search_models",
    {
      title: "Search models",
      description:
        "Search the Hugging Face models of the local registry by what is needed, in words. Best first.",
      inputSchema: z.object({
        query: z
          .string()
          .max(2000)
          .describe("what the model should do, such as 'translate German medical texts'"),
        task: z
          .string()
          .optional()
          .describe(`a Hub task, such as ${TASK_IDS.slice(0, 3).join(", ")}`),
        license: z.string().optional().describe("such as apache-2.0"),
        limit: z.int().min(1).max(20).default(5),
      }),
      outputSchema: z.object({ models: z.array(model), total: z.number() }),
      annotations: READS,
    },
    ({ query, task, license, limit }, { mcpReq }) =>
      mended(parts, async () => {
        if (task !== undefined && !isTaskId(task))
          throw new Fault("TASK_UNKNOWN", `There is no task ${task}`, {
            next: `Tasks are ${TASK_IDS.join(", ")}.`,
          });
        const filters = { ...(task ? { task } : {}), ...(license ? { license } : {}) };
        const page = await parts.registry.search({ text: query, k: limit, filters }, mcpReq.signal);
        const models = page.candidates.map(
          ({ model: { id, license, downloads, ...record }, summary, endpoints }) => ({
            ...{ id, task: record.task, summary, license, downloads },
            runsAt: endpoints.map(endpointName),
          }),
        );
        return structured({ models, total: page.total });
      }),
  );
}

function addDetails(server: McpServer, parts: McpParts): void {
  server.registerTool(
    "model_details",
    {
      title: "Model details",
      description:
        "One model of the registry: what it is for, its licence, size and card, and where it can run here.",
      inputSchema: z.object({ id: z.string().max(200).describe("owner/name") }),
      outputSchema: z.object({
        ...model.omit({ summary: true }).shape,
        languages: z.array(z.string()),
        parameters: z.number().nullable(),
        card: z.string(),
      }),
      annotations: READS,
    },
    ({ id }) =>
      mended(parts, async () => {
        const entry = await parts.registry.get(id);
        if (!entry)
          throw new Fault("MODEL_NOT_FOUND", `The registry has no model ${id}`, {
            next: "Use search_models.",
          });
        const { task, license, downloads, languages, parameters } = entry.model;
        return structured({
          ...{ id: entry.model.id, task, license, downloads, languages: [...languages], parameters },
          runsAt: entry.endpoints.map(endpointName),
          card: entry.card?.text.slice(0, CARD_CHARACTERS) ?? "",
        });
      }),
  );
}
