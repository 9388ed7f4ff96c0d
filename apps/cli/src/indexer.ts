import type { Program } from "./program/program.js";

export { runProcess } from "./program/run-process.js";

/** Fills the registry, and keeps it right. */
export const indexer: Program = {
  name: "indexer",
  description: "Fills the registry: reads the Hugging Face Hub's models, cards and endpoints.",
  commands: {
    sync: {
      description: "read the Hub's models, cards and endpoints into the registry",
      load: async () => (await import("./commands/sync.js")).syncCommand,
    },
    seed: {
      description:
        "fill the registry from a bulk file, so that it can be searched before the first sync ends",
      load: async () => (await import("./commands/seed.js")).seedCommand,
    },
    status: {
      description:
        "show what the registry holds, how old it is, what share is done and how long the rest takes",
      load: async () => (await import("./commands/status.js")).statusCommand,
    },
    schedule: {
      description: "print what makes cron, systemd, GitHub Actions or Windows sync regularly",
      load: async () => (await import("./commands/schedule.js")).scheduleCommand,
    },
    verify: {
      description: "check the registry: database, full text, vectors, index files, and what searches find",
      load: async () => (await import("./commands/verify.js")).verifyCommand,
    },
    rebuild: {
      description:
        "rebuild the full text and the vector index from the stored models, without asking the Hub",
      load: async () => (await import("./commands/rebuild.js")).rebuildCommand,
    },
  },
};
