import { type Registry, TASK_IDS } from "@hugginggpt/shared";
import { candidate } from "./candidate.js";

/** A registry with two models for whatever task is asked for. */
export const twoModels: Registry = {
  search: async ({ filters }) => {
    const candidates = ["org/a", "org/b"].map((id) => candidate(id, { task: filters.task ?? null }));
    return { candidates, total: 2, notes: [] };
  },
  get: async () => null,
  tasks: async () => TASK_IDS.map((task) => ({ task, models: 2, runnable: 2 })),
  stats: async () => {
    throw new Error("not asked here");
  },
  facets: async () => {
    throw new Error("not asked here");
  },
  close: () => undefined,
};

/** A plan of two tasks, the second on what the first gives. */
export const TWO_STEPS = JSON.stringify({
  tasks: [
    { id: 0, task: "summarization", args: { text: "One. Two." } },
    { id: 1, task: "translation", args: { text: "<GENERATED>-0", target_language: "German" } },
  ],
});
