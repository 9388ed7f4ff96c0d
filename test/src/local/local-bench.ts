import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalMachine, type LocalOptions } from "@hugginggpt/local";
import { systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import type { HubModels } from "../hub/hub-models.js";
import type { HubRow } from "../hub/hub-row.js";
import { TINY_MODELS, type TinyModel } from "../onnx/tiny-models.js";

/** What loads models, installed by `hugginggpt local install` in this checkout, or where the variable says. */
export const RUNTIME =
  process.env.HUGGINGGPT_LOCAL_RUNTIME ??
  fileURLToPath(new URL("../../../data/local/runtime", import.meta.url));
export const NO_RUNTIME = !existsSync(join(RUNTIME, "node_modules", "@huggingface", "transformers"));
/** Ends the title of a suite that loads models. */
export const RUNTIME_NOTE = NO_RUNTIME
  ? " (skipped: `hugginggpt local install` was not run in this checkout)"
  : "";

/** Returns the rows of a Hub for tiny models, all of them by default; the weights are served like any. */
export function tinyRows(models: readonly TinyModel[] = TINY_MODELS): HubRow[] {
  return models.map(({ id, task, files }, n) => ({
    item: {
      ...{ _id: String(n).padStart(24, "0"), id, author: "tiny", private: false, gated: false },
      ...{ sha: String(n + 1).padStart(40, "0"), lastModified: "2026-01-01T00:00:00.000Z" },
      ...{ createdAt: "2026-01-01T00:00:00.000Z", downloads: 1000 + n, likes: 10, pipeline_tag: task },
      ...{ library_name: "transformers.js", tags: ["transformers.js", "onnx", task, "license:apache-2.0"] },
      cardData: { license: "apache-2.0" },
    },
    readme: `# ${id}\n\nA tiny model for ${task}.`,
    files: files(),
  }));
}

/** Returns this machine over a Hub, with its models in a home. */
export function machineIn(
  home: string,
  hub: { readonly url: string; readonly models?: HubModels },
  options: Partial<LocalOptions> = {},
): LocalMachine {
  const http = new HttpClient({
    clock: { now: systemClock.now, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test",
    secrets: [],
  });
  return new LocalMachine({
    places: { models: join(home, "models"), folders: join(home, "folders.json"), hubCache: null },
    runtime: RUNTIME,
    hub: { http, endpoint: hub.url, token: null },
    ...{ maxMemory: 2e9, maxDownload: 1e9, offline: false },
    claim: async () => () => undefined,
    ...options,
  });
}
