import {
  type Candidate,
  type ModelProfile,
  type Need,
  NO_LIMITS,
  type Registry,
  type SearchFilters,
  type SearchQuery,
} from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { candidate, providerEndpoint, ScriptedBackend } from "../testing/execution-bench.js";
import { ScriptedController } from "../testing/scripted-controller.js";
import { type CandidateSearch, findCandidates } from "./find-candidates.js";
import { compactSize, describeLimits, filtersOf } from "./model-limits.js";

const signal = new AbortController().signal;

/** A registry that gives the same candidates for the wanted task, unless a limit is asked for. */
function search(found: readonly Candidate[], wanted: Partial<CandidateSearch> = {}) {
  const asked: SearchFilters[] = [];
  const registry: Registry = {
    search: async ({ filters }) => {
      asked.push(filters);
      const limited = filters.licenses ?? filters.orgs ?? filters.maxParams;
      const runnable = found.filter(({ endpoints }) =>
        endpoints.some(({ kind }) => filters.runnable?.includes(kind) ?? true),
      );
      const candidates = filters.task === "summarization" && limited === undefined ? runnable : [];
      return { candidates, total: candidates.length, notes: [] };
    },
    get: async () => null,
    tasks: async () => [],
    stats: async () => {
      throw new Error("not asked here");
    },
    facets: async () => {
      throw new Error("not asked here");
    },
    close: () => undefined,
  };
  const backends = [new ScriptedBackend({})];
  const all = {
    registry,
    backends,
    controller: null,
    k: 5,
    policy: "best",
    limits: NO_LIMITS,
    ...wanted,
  } as const;
  return { asked, registry, done: findCandidates(NEED, "summarization", all, signal) };
}

const NEED: Need = { text: "x", languages: { input: ["de"], output: ["de"], certain: true } };

const PROFILE: ModelProfile = {
  languages: [],
  multilingual: false,
  tunedFor: null,
  cardLanguage: null,
  direction: null,
  kinds: [],
  domains: [],
  checkpoint: "ready",
  family: "f",
};

describe("findCandidates", () => {
  it("asks the registry for what the step needs, and nothing else", async () => {
    const asked: SearchQuery[] = [];
    const registry: Registry = {
      ...search([]).registry,
      search: async (query) => {
        asked.push(query);
        return { candidates: [], total: 1, notes: [] };
      },
    };
    await search([], { registry }).done;
    expect(asked[0]).toMatchObject({
      text: "x",
      languages: NEED.languages,
      filters: { task: "summarization" },
    });
  });

  it("keeps the endpoints of allowed providers alone, and leaves out who has no other", async () => {
    const both = candidate("org/both", "summarization", ["groq", "fal-ai"]);
    const other = candidate("org/other", "summarization", ["groq"]);
    const { done, asked } = search([both, other], { limits: { ...NO_LIMITS, providers: ["fal-ai"] } });
    const { candidates } = await done;
    expect(candidates.map(({ model, endpoints }) => [model.id, endpoints])).toEqual([
      ["org/both", [providerEndpoint("summarization", "fal-ai")]],
    ]);
    expect(asked[0]).toMatchObject({ providers: ["fal-ai"], runnable: ["provider"] });
  });

  it("asks how many models there are, runnable or not, only where it found none", async () => {
    const some = search([candidate("org/a", "summarization")]);
    expect((await some.done).known).toBe(1);
    expect(some.asked.filter(({ runnable }) => !runnable)).toEqual([]);
    const none = search([], {
      registry: {
        ...some.registry,
        search: async ({ filters }) => ({ candidates: [], total: filters.runnable ? 0 : 7, notes: [] }),
      },
    });
    expect((await none.done).known % 7).toBe(0);
    expect((await none.done).known).toBeGreaterThan(0);
  });

  it("says where the limits alone left nothing", async () => {
    const one = candidate("org/a", "summarization");
    expect(await search([one], { limits: { ...NO_LIMITS, licenses: ["mit"] } }).done).toMatchObject({
      candidates: [],
      limited: true,
    });
    expect(await search([], { limits: { ...NO_LIMITS, licenses: ["mit"] } }).done).toMatchObject({
      limited: false,
    });
  });

  it("does not offer the controller where a licence, an owner or a size is asked for", async () => {
    const controller = new ScriptedController();
    const itself = Object.assign(new ScriptedBackend({}), { kind: "controller" as const });
    const backends = [new ScriptedBackend({}), itself];
    const offered = async (limits: Partial<typeof NO_LIMITS>) =>
      (await search([], { controller, backends, limits: { ...NO_LIMITS, ...limits } }).done).candidates.map(
        ({ model }) => model.id,
      );
    expect(await offered({})).toEqual(["openai:scripted"]);
    expect(await offered({ providers: ["fal-ai"] })).toEqual(["openai:scripted"]);
    for (const limits of [{ licenses: ["mit"] }, { orgs: ["google"] }, { maxParams: 1 }])
      expect(await offered(limits)).toEqual([]);
  });
});

describe("the last resorts", () => {
  const builtin = (id: string) => ({
    ...candidate(id, "summarization"),
    endpoints: [
      { kind: "builtin", provider: "builtin", tool: id, task: "summarization", status: "live" } as const,
    ],
  });
  const kind = <K extends "builtin" | "controller">(name: K, can = true) =>
    Object.assign(new ScriptedBackend({}), { kind: name, supports: () => can });

  it("are offered beyond the number of candidates: the controller, and one built-in tool", async () => {
    const models = ["a", "b", "c"].map((id) => candidate(`org/${id}`, "summarization"));
    const { done } = search([...models, builtin("tool"), builtin("other")], {
      k: 2,
      controller: new ScriptedController(),
      backends: [new ScriptedBackend({}), kind("builtin"), kind("controller")],
    });
    const offered = (await done).candidates.map(({ model }) => model.id);
    expect(offered).toEqual(["org/a", "org/b", "openai:scripted", "tool"]);
  });

  it("are no tools for another kind of work than what is asked for", async () => {
    const made = (id: string, kinds: string[]) => ({ ...builtin(id), profile: { ...PROFILE, kinds } });
    const tools = [made("dialogues", ["dialogues"]), made("news", ["news"]), made("silent", [])];
    const { done } = search(tools, { backends: [kind("builtin")] });
    expect((await done).candidates.map(({ model }) => model.id)).toEqual(["news", "silent"]);
  });

  it("are those alone that the backend says it can do", async () => {
    const backends = [new ScriptedBackend({}), kind("controller", false)];
    const { done } = search([], { controller: new ScriptedController(), backends });
    expect((await done).candidates).toEqual([]);
  });
});

describe("hard limits", () => {
  const limits = { licenses: ["mit"], orgs: ["a", "b"], providers: ["groq"], maxParams: 7e9 };

  it("are filters of the search; a built-in tool has neither size nor provider", () => {
    expect(filtersOf(limits, "provider")).toEqual({
      licenses: ["mit"],
      orgs: ["a", "b"],
      providers: ["groq"],
      maxParams: 7e9,
    });
    expect(filtersOf(limits, "builtin")).toEqual({ licenses: ["mit"], orgs: ["a", "b"] });
    expect(filtersOf(NO_LIMITS, "provider")).toEqual({});
  });

  it("are described as their flags", () => {
    expect(describeLimits(limits)).toBe("--licenses mit --orgs a,b --providers groq --max-params 7B");
    expect(describeLimits(NO_LIMITS)).toBe("");
  });

  it.each([
    [0, "0"],
    [999, "999"],
    [82_000_000, "82M"],
    [1_234_567, "1.23M"],
    [70e9, "70B"],
    [1.5e12, "1.5T"],
  ])("write %d parameters as %s", (value, text) => {
    expect(compactSize(value)).toBe(text);
  });
});
