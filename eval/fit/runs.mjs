import { extname } from "node:path";
import { DEFAULT_LIMITS, runRequest } from "@hugginggpt/runtime";
import { NO_LIMITS, resolveTask, systemClock, TASK_IDS } from "@hugginggpt/shared";

const TYPES = {
  ".csv": ["table", "text/csv"],
  ".flac": ["audio", "audio/flac"],
  ".gif": ["image", "image/gif"],
  ".jpeg": ["image", "image/jpeg"],
  ".jpg": ["image", "image/jpeg"],
  ".m4a": ["audio", "audio/mp4"],
  ".mp3": ["audio", "audio/mpeg"],
  ".mp4": ["video", "video/mp4"],
  ".ogg": ["audio", "audio/ogg"],
  ".png": ["image", "image/png"],
  ".txt": ["text", "text/plain"],
  ".wav": ["audio", "audio/wav"],
  ".webp": ["image", "image/webp"],
};
const SHOWN = 5;

/**
 * Returns which models a run without a language model puts first for each graded step, at most five, by request and step:
 * with the request's own plan (which names no needs), or with the offline planner's. Nothing is executed; every model
 * counts as one that can run.
 */
export async function chosenModels(registry, requests, isPlanGiven) {
  const chosen = new Map();
  for (const request of requests) {
    const report = await planned(runnable(registry), request, isPlanGiven);
    const found = report?.tasks ?? [];
    const left = [...found];
    for (const { id, task } of request.plan) {
      // A plan of its own has numbers of its own: the next task of the same name is meant.
      const at = left.findIndex((one) => (isPlanGiven ? one.id === id : one.task === resolveTask(task)));
      const [one] = at < 0 ? [] : left.splice(at, 1);
      if (one?.model)
        chosen.set(
          `${request.id} ${id}`,
          [one.model, ...one.candidates.filter((other) => other !== one.model)].slice(0, SHOWN),
        );
    }
  }
  return chosen;
}

async function planned(registry, { request, files, plan }, isPlanGiven) {
  const tasks = plan.map(({ id, task, args }) => ({ id, task, args }));
  const input = {
    run: "eval",
    request,
    files: files.map(userFile),
    until: "dry",
    topK: SHOWN,
    policy: "best",
    models: NO_LIMITS,
    limits: DEFAULT_LIMITS,
    ...(isPlanGiven ? { plan: JSON.stringify({ tasks }) } : {}),
  };
  const deps = {
    controller: null,
    registry,
    backends: [
      { kind: "provider", supports: () => true, run: () => Promise.reject(new Error("Nothing is executed")) },
    ],
    artifacts: null,
    clock: systemClock,
    advice: "",
  };
  return runRequest(input, deps).report.catch((error) => {
    console.error(`${request}: ${error.message}`);
    return null;
  });
}

function userFile(name, at) {
  const [type = "text", mediaType = "text/plain"] = TYPES[extname(name).toLowerCase()] ?? [];
  return { handle: at + 1, given: name, name, type, mediaType, bytes: Buffer.from("") };
}

/** The registry as if every model could run somewhere. */
function runnable(registry) {
  return {
    get: (id) => registry.get(id),
    stats: () => registry.stats(),
    facets: () => registry.facets(),
    close: () => undefined,
    tasks: async () => TASK_IDS.map((task) => ({ task, models: 1, runnable: 1 })),
    search: async ({ filters: { runnable: _runnable, ...filters }, ...query }, signal) => {
      const page = await registry.search({ ...query, filters }, signal);
      const candidates = page.candidates.filter(({ model }) => model.source !== "builtin");
      return {
        ...page,
        candidates: candidates.map((one) => ({ ...one, endpoints: [endpointOf(one.model)] })),
      };
    },
  };
}

function endpointOf({ id, task }) {
  return { kind: "provider", provider: "hf-inference", providerId: id, task, status: "live" };
}
