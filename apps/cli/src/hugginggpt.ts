import type { Program } from "./program/program.js";

export { runProcess } from "./program/run-process.js";

/** Plans requests, chooses models, runs them and answers; keeps runs. */
export const hugginggpt: Program = {
  name: "hugginggpt",
  description:
    "A language model plans your request as a graph of AI tasks, chooses models of the Hub, runs them, answers.",
  commands: {
    run: {
      description: "plan a request, choose models, run them, answer",
      load: async () => (await import("./commands/run.js")).runCommand,
    },
    plan: {
      description: "the first stage alone: the request as a graph of tasks",
      load: async () => (await import("./commands/plan.js")).planCommand,
    },
    chat: {
      description: "talk: each line is a request that may refer to earlier ones and to what they made",
      load: async () => (await import("./commands/chat.js")).chatCommand,
    },
    serve: {
      description: "a server: a page, an API, and OpenAI's addresses",
      load: async () => (await import("./commands/serving/serve.js")).serveCommand,
    },
    mcp: {
      description: "tools for other assistants, over standard input and output (Model Context Protocol)",
      load: async () => (await import("./commands/serving/mcp.js")).mcpCommand,
    },
    runs: {
      description: "what runs did: list, show, go on, do again, compare, hand out, forget",
      load: async () => (await import("./commands/runs/runs.js")).runsCommand,
    },
    local: {
      description: "models on this machine: install what loads them, list, pull, remove",
      load: async () => (await import("./commands/local/local.js")).localCommand,
    },
    config: {
      description: "print each setting and where its value came from; secrets are shown as set or not set",
      load: async () => (await import("./commands/config.js")).configCommand,
    },
    doctor: {
      description:
        "check what works here: registry, vector index, token, Hub, controller, backends, disk, proxy",
      load: async () => (await import("./commands/doctor.js")).doctorCommand,
    },
  },
};
