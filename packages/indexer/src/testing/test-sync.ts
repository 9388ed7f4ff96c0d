import type { Clock, Embedder, SyncEvent, SyncReport } from "@hugginggpt/shared";
import type { RegistryStore } from "../ports/registry-store.js";
import { DEFAULT_SYNC_OPTIONS, type SyncOptions } from "../sync/sync-options.js";
import { syncRegistry } from "../sync.js";
import { FAKE_HUB, type FakeHub, type FakeModel, fakeHub } from "./fake-hub.js";
import { testClock, testHttp } from "./test-http.js";

/** An embedder of two dimensions: a text's length, scaled to the unit circle. */
export const LENGTHS: Embedder = {
  name: "lengths",
  dimension: 2,
  batchSize: 4,
  async embed(texts, _purpose, signal) {
    signal?.throwIfAborted();
    return texts.map((text) => Float32Array.of(Math.cos(text.length), Math.sin(text.length)));
  },
};

export interface TestTurn {
  readonly options?: Partial<SyncOptions>;
  readonly token?: string | null;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Absent: `LENGTHS`. */
  readonly embedder?: Embedder;
}

/** The providers that a test's sync asks for. */
export const TEST_PROVIDERS = ["groq", "fal-ai"] as const;

/** Syncs once with a fake Hub and two providers, and returns the report and the events. */
export async function testSync(
  hub: FakeHub,
  store: RegistryStore,
  turn: TestTurn = {},
): Promise<{ readonly report: SyncReport; readonly events: readonly SyncEvent[] }> {
  const events: SyncEvent[] = [];
  const { clock = testClock(), token = null, signal, embedder = LENGTHS } = turn;
  const report = await syncRegistry(
    { ...DEFAULT_SYNC_OPTIONS, providers: TEST_PROVIDERS, ...turn.options },
    {
      http: testHttp(hub.fetch, clock),
      store,
      embedder,
      clock,
      hub: { endpoint: FAKE_HUB, token },
      emit: (event) => events.push(event),
      publishIndex: async () => ({ kind: "exact", reason: "few vectors" }),
      signal,
    },
  );
  return { report, events };
}

/** Returns a model of the fake Hub that the default limits keep; a number of its own follows from its own. */
export function hubModel(
  n: number,
  more: Record<string, unknown> = {},
  readme: string | null = `# M${n}\n\nThis model reads ${n} pages.`,
): FakeModel {
  const day = String(1 + (n % 28)).padStart(2, "0");
  return {
    item: {
      _id: n.toString(16).padStart(24, "0"),
      id: `owner/model-${n}`,
      sha: n.toString(16).padStart(40, "0"),
      createdAt: `2024-01-${day}T00:00:00.000Z`,
      lastModified: `2024-02-${day}T00:00:00.000Z`,
      downloads: 1000 + n,
      likes: n,
      pipeline_tag: "text-classification",
      tags: ["region:us"],
      ...more,
    },
    readme,
  };
}

/** Models of two tasks in turn: three pages of the partnered Hub. */
export const TWO_TASKS: readonly FakeModel[] = Array.from({ length: 13 }, (_, n) =>
  hubModel(n, { pipeline_tag: n % 2 ? "text-classification" : "translation" }),
);

/** Returns a Hub that knows both providers, of which one serves a model that is there and one that is not. */
export function partneredHub(models: readonly FakeModel[] = TWO_TASKS): FakeHub {
  const hub = fakeHub(models, 5);
  hub.partners.groq = {
    conversational: {
      "owner/model-3": { providerId: "m3", status: "live" },
      "x/unknown": { providerId: "u", status: "live" },
    },
  };
  hub.partners["fal-ai"] = {};
  return hub;
}
