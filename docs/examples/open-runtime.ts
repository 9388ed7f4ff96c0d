import { join } from "node:path";
import { createEmbedder, describeModel, openRegistry } from "@hugginggpt/indexer";
import { createRuntime, type Runtime, type RuntimeOptions } from "@hugginggpt/runtime";
import { readSettings, systemClock } from "@hugginggpt/shared";
import { createHttpClient } from "@hugginggpt/shared/http";

/**
 * Returns a runtime over the registry in a folder, with whatever the environment configures and the caller adds, and what
 * closes it.
 */
export async function openRuntime(
  home: string,
  more: Partial<RuntimeOptions> = {},
): Promise<{ runtime: Runtime; close: () => Promise<void> }> {
  const settings = readSettings(process.env);
  const http = createHttpClient(settings, "my-program/1.0");
  const embedder = createEmbedder(settings.embedder, {
    http,
    openai: { baseUrl: settings.openaiBaseUrl, apiKey: settings.openaiApiKey },
    hf: { inferenceEndpoint: settings.hfInferenceEndpoint, token: settings.hfToken },
  });
  const opened = await openRegistry({
    file: join(home, "registry.sqlite"),
    describe: describeModel,
    embedder,
    clock: systemClock,
  });
  await opened.ensureStarterSet(); // Only an empty registry is filled.
  const runtime = await createRuntime({
    registry: opened.registry,
    outputs: join(home, "outputs"),
    settings,
    http,
    ...more,
  });
  return { runtime, close: opened.close };
}
