import {
  type Backend,
  type Candidate,
  type Endpoint,
  type Need,
  NO_LIMITS,
  type Registry,
  type SearchFilters,
  type ValidTask,
} from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { candidate } from "../testing/candidate.js";
import { ScriptedController } from "../testing/scripted-controller.js";
import { type CandidateSearch, findCandidates } from "./find-candidates.js";
import { selectModel } from "./select-model.js";

/** What HuggingGPT did wrong when it looked for models and chose; numbers as in docs/parity.md. */
const TASK = "text-to-speech";

type Place = "provider" | "builtin";

const ENDPOINTS: Readonly<Record<Place, Endpoint>> = {
  provider: { kind: "provider", provider: "fal-ai", providerId: "p", task: TASK, status: "live" },
  builtin: { kind: "builtin", provider: "builtin", tool: "flite", task: TASK, status: "live" },
};

const at = (id: string, ...places: Place[]): Candidate => ({
  ...candidate(id),
  endpoints: places.map((place) => ENDPOINTS[place]),
});

function search(found: readonly Candidate[], kinds: readonly Place[], k = 5) {
  const asked: SearchFilters[] = [];
  const registry: Registry = {
    search: async ({ filters, k: wanted }) => {
      asked.push(filters);
      const fits = found.filter(({ endpoints }) =>
        endpoints.some(({ kind }) => !filters.runnable || filters.runnable.includes(kind)),
      );
      return { candidates: fits.slice(0, wanted), total: fits.length, notes: [] };
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
  const backends = kinds.map(
    (kind): Backend => ({
      kind,
      supports: () => true,
      run: async () => {
        throw new Error("nothing is asked of a model before it is chosen");
      },
    }),
  );
  const input: CandidateSearch = {
    registry,
    backends,
    controller: null,
    k,
    policy: "best",
    limits: NO_LIMITS,
  };
  return { asked, found: findCandidates(NEED, TASK, input, new AbortController().signal) };
}

const NEED: Need = { text: "say it", languages: { input: [], output: [], certain: false } };

const ids = (candidates: readonly Candidate[]) => candidates.map(({ model }) => model.id);

describe("choosing, against HuggingGPT's defects", () => {
  it("D20, D21: asks the registry alone what can run, no model and no server", async () => {
    const { found, asked } = search([at("org/a", "provider"), at("org/b", "provider")], ["provider"]);
    expect(ids((await found).candidates)).toEqual(["org/a", "org/b"]);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.every(({ runnable }) => runnable?.includes("provider"))).toBe(true);
  });

  it("D22: offers a model that runs at two places once, and others in the places that this leaves", async () => {
    const both = at("org/both", "provider", "builtin");
    const others = ["org/a", "org/b", "org/c"].map((id) => at(id, "builtin"));
    const { found } = search([both, ...others], ["provider", "builtin"], 4);
    const { candidates } = await found;
    expect(ids(candidates)).toEqual(["org/both", "org/a", "org/b", "org/c"]);
    expect(candidates[0]?.endpoints.map(({ kind }) => kind)).toEqual(["provider", "builtin"]);
  });

  it("D29: shows for each candidate where that one runs, not a list of all", async () => {
    const controller = new ScriptedController('{"id":"c1","reason":"r"}');
    const task: ValidTask = { id: 0, task: TASK, args: { text: { kind: "literal", value: "x" } }, dep: [] };
    const candidates = [at("org/a", "provider"), at("org/b", "builtin")];
    await selectModel({ request: "x", task, candidates }, { controller });
    const lines = controller.asked[0]?.messages.at(-1)?.content.split("\n") ?? [];
    const [a, b] = lines.filter((line) => line.startsWith('["c'));
    expect(a).toContain('"fal-ai"');
    expect(a).not.toContain("builtin");
    expect(b).toContain('"builtin"');
    expect(b).not.toContain("fal-ai");
  });

  it("says which models are gated before one is chosen", async () => {
    const controller = new ScriptedController('{"id":"c2","reason":"open"}');
    const task: ValidTask = { id: 0, task: TASK, args: { text: { kind: "literal", value: "x" } }, dep: [] };
    const candidates = [candidate("org/closed", { gated: "manual" }), candidate("org/open")];
    const { chosen } = await selectModel({ request: "x", task, candidates }, { controller });
    const lines = controller.asked[0]?.messages.at(-1)?.content.split("\n") ?? [];
    const gated = lines.filter((line) => line.startsWith('["c')).map((line) => line.includes('"gated"'));
    expect([gated, chosen.model.id]).toEqual([[true, false], "org/open"]);
  });
});
