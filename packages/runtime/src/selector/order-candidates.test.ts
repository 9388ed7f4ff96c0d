import type { Candidate, Endpoint } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { candidate } from "../testing/candidate.js";
import { kindsFirst, orderCandidates } from "./order-candidates.js";

const BUILTIN: Endpoint = {
  kind: "builtin",
  provider: "builtin",
  tool: "flite",
  task: "text-to-speech",
  status: "live",
};
const LOCAL: Endpoint = {
  kind: "local",
  provider: "transformers.js",
  task: "text-to-speech",
  status: "live",
};
const at = (one: Candidate, ...endpoints: Endpoint[]): Candidate => ({ ...one, endpoints });

const large = candidate("org/large", { parameters: 70e9 });
const unknown = candidate("org/unknown", { parameters: null });
const small = candidate("org/small", { parameters: 1e6 });
const local = at(candidate("org/local", { parameters: 2e6 }), LOCAL);
const builtin = at(candidate("builtin/flite", { parameters: null }), BUILTIN);
const all = [large, unknown, small, local, builtin];

describe("orderCandidates", () => {
  it.each([
    ["best", ["org/large", "org/unknown", "org/small", "org/local", "builtin/flite"]],
    ["fastest", ["builtin/flite", "org/small", "org/local", "org/unknown", "org/large"]],
    ["cheapest", ["org/local", "builtin/flite", "org/small", "org/unknown", "org/large"]],
    ["local", ["org/local", "builtin/flite", "org/large", "org/unknown", "org/small"]],
  ] as const)("orders by %s, equal ones as they were", (policy, ids) => {
    expect(orderCandidates(all, policy).map(({ model }) => model.id)).toEqual(ids);
  });
});

describe("orderCandidates, where prices and speeds are known", () => {
  const priced = (id: string, output: number, latencyMs: number) =>
    at(candidate(id, { parameters: 9e12 }), {
      kind: "provider",
      provider: "groq",
      providerId: id,
      task: "conversational",
      status: "live",
      price: { input: 0, output },
      latencyMs,
    });
  const [dear, cheap] = [priced("org/dear", 9, 100), priced("org/cheap", 1, 900)];

  it("goes by them before it goes by size, after what runs here", () => {
    const order = (policy: "fastest" | "cheapest") =>
      orderCandidates([small, dear, cheap, builtin], policy).map(({ model }) => model.id);
    expect(order("cheapest")).toEqual(["builtin/flite", "org/cheap", "org/dear", "org/small"]);
    expect(order("fastest")).toEqual(["builtin/flite", "org/dear", "org/cheap", "org/small"]);
  });
});

describe("kindsFirst", () => {
  const kinds = [
    { kind: "provider" },
    { kind: "builtin" },
    { kind: "controller" },
    { kind: "local" },
  ] as const;

  it("keeps the user's order of backends for best and fastest", () => {
    expect(kindsFirst(kinds, "best")).toEqual(kinds);
    expect(kindsFirst(kinds, "fastest")).toEqual(kinds);
  });

  it("puts what runs on this machine first for cheapest and local", () => {
    const order = ["builtin", "local", "provider", "controller"];
    expect(kindsFirst(kinds, "cheapest").map(({ kind }) => kind)).toEqual(order);
    expect(kindsFirst(kinds, "local").map(({ kind }) => kind)).toEqual(order);
  });
});
