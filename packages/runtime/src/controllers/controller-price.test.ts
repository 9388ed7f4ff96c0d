import { BARE_RECORD, type Endpoint, type EndpointPrice, type Registry } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { priceOfController } from "./controller-price.js";

function chatAt(provider: string, price?: EndpointPrice): Endpoint {
  return {
    kind: "provider",
    provider,
    providerId: "p/m",
    task: "conversational",
    status: "live",
    ...(price ? { price } : {}),
  };
}

function registryOf(...endpoints: Endpoint[]): Registry {
  const model = { ...BARE_RECORD, id: "org/m", source: "hub", task: "text-generation" } as const;
  return {
    get: async (id) =>
      id === "org/m" ? { model, card: null, profile: null, cardState: "none", endpoints } : null,
    search: async () => ({ candidates: [], total: 0, notes: [] }),
    tasks: async () => [],
    stats: () => Promise.reject(new Error("not asked here")),
    facets: () => Promise.reject(new Error("not asked here")),
    close: () => undefined,
  };
}

const cheap = chatAt("groq", { input: 0.1, output: 3 });
const dear = chatAt("together", { input: 1, output: 2 });

describe("priceOfController", () => {
  test.each([
    ["ollama:qwen3", { input: 0, output: 0 }, [cheap]],
    ["openai:gpt-5-mini", null, [cheap]],
    ["hf:org/m", { input: 1, output: 3 }, [cheap, dear]],
    ["hf:org/m:groq", { input: 0.1, output: 3 }, [cheap, dear]],
    ["hf:org/m:cheapest", { input: 1, output: 3 }, [cheap, dear]],
    ["hf:org/m", null, [cheap, chatAt("novita")]],
    ["hf:org/m", null, []],
    ["hf:org/other", null, [cheap]],
  ] as const)("takes %s for %j", async (name, price, endpoints) => {
    expect(await priceOfController(name, registryOf(...endpoints))).toEqual(price);
  });
});
