import { BUILTIN_TOOLS, builtinEndpoint, type Registry, taskSpec } from "@hugginggpt/shared";
import { candidate } from "./candidate.js";

/** A registry of the built-in tools alone. */
export const toolRegistry: Registry = {
  search: async ({ filters: { task } }) => {
    const tools = BUILTIN_TOOLS.filter((tool) => tool.task === task);
    const found = tools.map((tool) => ({
      ...candidate(tool.id, { task: tool.task, license: tool.license }),
      endpoints: [builtinEndpoint(tool)],
    }));
    return { candidates: found, total: found.length, notes: [] };
  },
  get: async () => null,
  tasks: async () => BUILTIN_TOOLS.map(({ task }) => ({ task: taskSpec(task).id, models: 1, runnable: 1 })),
  stats: () => Promise.reject(new Error("not asked here")),
  facets: () => Promise.reject(new Error("not asked here")),
  close: () => undefined,
};
