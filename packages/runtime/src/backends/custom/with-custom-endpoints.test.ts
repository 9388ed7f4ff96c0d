import type { CustomEndpoint, Registry, SearchFilters } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { candidate } from "../../testing/execution-bench.js";
import { withCustomEndpoints } from "./with-custom-endpoints.js";

const mine: CustomEndpoint = {
  url: "http://localhost:8000/v1",
  task: "summarization",
  wire: "openai",
  model: "qwen3",
  key: null,
  price: { input: 0, output: 0 },
  files: null,
};
const known = candidate("org/known", "summarization");

const registry: Registry = {
  search: async () => ({ candidates: [known], total: 1, notes: [] }),
  get: async (id) =>
    id === "org/known"
      ? {
          model: { ...known.model, license: "mit" },
          card: null,
          profile: null,
          cardState: "none",
          endpoints: known.endpoints,
        }
      : null,
  tasks: async () => [{ task: "summarization", models: 1, runnable: 0 }],
  stats: () => Promise.reject(new Error("not asked here")),
  facets: () => Promise.reject(new Error("not asked here")),
  close: () => undefined,
};

async function found(endpoints: readonly CustomEndpoint[], filters: SearchFilters) {
  const page = await withCustomEndpoints(registry, endpoints).search({ text: "", k: 5, filters });
  return page.candidates;
}

describe("withCustomEndpoints", () => {
  it("offers a configured model first where its task is looked for", async () => {
    const filters = { task: "summarization", runnable: ["custom"] } as const;
    const all = await found([mine], filters);
    expect(all.map(({ model }) => model.id)).toEqual(["qwen3", "org/known"]);
    expect(all[0]?.endpoints).toEqual([
      {
        kind: "custom",
        provider: "custom",
        url: mine.url,
        task: "summarization",
        status: "live",
        price: { input: 0, output: 0 },
      },
    ]);
  });

  it("offers it neither for another task nor where no such endpoint may run", async () => {
    for (const filters of [
      { task: "translation", runnable: ["custom"] },
      { task: "summarization", runnable: ["provider"] },
      { task: "summarization" },
    ] as const) {
      expect((await found([mine], filters)).map(({ model }) => model.id)).toEqual(["org/known"]);
    }
  });

  it("keeps what the registry knows of a model that it knows, and its other endpoints", async () => {
    const filters = { task: "summarization", runnable: ["custom"], licenses: ["mit"] } as const;
    const [one, ...rest] = await found([{ ...mine, model: "org/known" }], filters);
    expect(one?.endpoints.map(({ kind }) => kind)).toEqual(["custom", "provider"]);
    expect(rest).toEqual([]);
  });

  it("leaves out what a limit is not known to admit", async () => {
    const task = { task: "summarization", runnable: ["custom"] } as const;
    for (const limit of [{ licenses: ["mit"] }, { orgs: ["google"] }, { maxParams: 7e9 }]) {
      expect((await found([mine], { ...task, ...limit })).map(({ model }) => model.id)).toEqual([
        "org/known",
      ]);
    }
  });

  it("counts configured models among those of their task", async () => {
    const other = { ...mine, task: "translation" } as const;
    const wrapped = withCustomEndpoints(registry, [mine, other]);
    expect(await wrapped.tasks(["custom"])).toEqual([
      { task: "summarization", models: 2, runnable: 1 },
      {
        task: "translation",
        models: 1,
        runnable: 1,
        places: [{ endpoint: expect.objectContaining({ kind: "custom", url: other.url }), models: 1 }],
      },
    ]);
    expect(await wrapped.tasks(["builtin"])).toEqual([{ task: "summarization", models: 1, runnable: 0 }]);
    expect(withCustomEndpoints(registry, [])).toBe(registry);
  });
});
