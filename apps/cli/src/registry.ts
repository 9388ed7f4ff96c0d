import type { Program } from "./program/program.js";

export { runProcess } from "./program/run-process.js";

/** Searches the registry. */
export const registry: Program = {
  name: "registry",
  description: "Finds models in the local registry.",
  commands: {
    search: {
      description: "find models for a need, by wording, meaning and downloads",
      load: async () => (await import("./commands/search.js")).searchCommand,
    },
    show: {
      description: "show all that the registry knows about a model",
      load: async () => (await import("./commands/show.js")).showCommand,
    },
    tasks: {
      description:
        "list the task catalogue: arguments, outputs, aliases, how many models, how many can run here and where",
      load: async () => (await import("./commands/tasks.js")).tasksCommand,
    },
    stats: {
      description: "count what the registry holds",
      load: async () => (await import("./commands/stats.js")).statsCommand,
    },
  },
};
