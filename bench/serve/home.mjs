import { noteStep } from "../../packages/indexer/dist/sync/step-times.js";
import { BARE_RECORD } from "../../packages/shared/dist/index.js";
import { DELAYS } from "../runs-plans.mjs";
import { fillBench, openBench } from "../synthetic-registry.mjs";

const CHANGED = "2026-01-01T00:00:00.000Z";
const PROVIDER = "hf-inference";

/**
 * Fills a folder with synthetic models, which run nowhere, and with two models for each task of the plans, which run at the
 * bench's servers.
 */
export async function fillServed(folder, models, note) {
  await fillBench(folder, models, note);
  const opened = await openBench(folder);
  try {
    const own = Object.keys(DELAYS.inference).flatMap((task) => [1, 2].map((n) => ownModel(task, n)));
    const cursor = {
      ...{ scope: "bench-served", kind: "changes", task: null, pass: 1, next: null },
      ...{ done: false, watermark: "", since: null },
    };
    await opened.store.commitPage(own, cursor);
    const endpoints = own.map(({ id, task }) => ({
      id,
      endpoint: { kind: "provider", provider: PROVIDER, providerId: id, task, status: "live" },
    }));
    await opened.store.replaceEndpoints(PROVIDER, endpoints);
    await noteStep(opened.store, "endpoints", Date.now()); // So that the server asks no Hub where models run.
  } finally {
    opened.close();
  }
}

function ownModel(task, n) {
  const facts = { downloads: 1_000, likes: 10, license: "mit", languages: ["en"], parameters: 100_000_000 };
  return { ...BARE_RECORD, ...facts, id: `bench/${task}-${n}`, source: "hub", task, lastModified: CHANGED };
}
