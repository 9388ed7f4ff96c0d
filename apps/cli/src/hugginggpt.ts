import type { Program } from "./program/program.js";

export { runProcess } from "./program/run-process.js";

/** Plans requests, chooses models, runs them and answers; keeps runs. */
export const hugginggpt: Program = {
  name: "hugginggpt",
  description:
    "A language model plans your request as a graph of AI tasks, chooses models from the Hub, runs them, and answers.",
  byDefault: "run",
  footnote: `A request needs no command: hugginggpt "summarize this" -f letter.txt is a run.`,
  greet: async () => (await import("./commands/first/greeting.js")).greet,
  commands: {
    run: {
      description: "plan a request, choose models, run them, answer",
      load: async () => (await import("./commands/run.js")).runCommand,
    },
    plan: {
      description: "only plan: show the request as a graph of tasks",
      load: async () => (await import("./commands/plan.js")).planCommand,
    },
    chat: {
      description:
        "chat: each line is a request that may refer to earlier requests and to the files that they made",
      load: async () => (await import("./commands/chat.js")).chatCommand,
    },
    serve: {
      description: "start a server: a web page, an API, and OpenAI-compatible addresses",
      load: async () => (await import("./commands/serving/serve.js")).serveCommand,
    },
    worker: {
      description: "work on the runs that servers and `run --queue` put into a database that machines share",
      load: async () => (await import("./commands/serving/worker.js")).workerCommand,
    },
    mcp: {
      description: "offer tools to other assistants over standard input and output (Model Context Protocol)",
      load: async () => (await import("./commands/serving/mcp.js")).mcpCommand,
    },
    runs: {
      description: "past runs: list, show, resume, rerun, replay, export, prune",
      load: async () => (await import("./commands/runs/runs.js")).runsCommand,
    },
    local: {
      description: "models on this machine: install their runtime, list, pull, remove",
      load: async () => (await import("./commands/local/local.js")).localCommand,
    },
    login: {
      description: "keep a Hugging Face token here, and say whose it is; logout removes it",
      load: async () => (await import("./commands/account/login.js")).loginCommand,
    },
    logout: {
      description: "remove the token that login keeps",
      load: async () => (await import("./commands/account/logout.js")).logoutCommand,
    },
    config: {
      description: "settings: list, get, set, unset, init, path; secrets are shown as set or not set",
      load: async () => (await import("./commands/config/config.js")).configCommand,
    },
    doctor: {
      description:
        "check what works here: registry, vector index, token, Hub, controller, backends, disk, proxy",
      load: async () => (await import("./commands/doctor.js")).doctorCommand,
    },
    "migrate-to": {
      description: "copy the registry and the runs of this machine into a PostgreSQL database",
      load: async () => (await import("./commands/migrate-to.js")).migrateToCommand,
    },
  },
};
