import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testHttp } from "../testing/test-http.js";
import { listPrices, priced } from "./list-prices.js";

const chat = (id: string, provider: string) => ({
  id,
  endpoint: { kind: "provider", provider, providerId: id, task: "conversational", status: "live" } as const,
});

async function read(body: unknown) {
  const sent: Request[] = [];
  const http = testHttp(async (input, init) => {
    sent.push(new Request(input, init));
    return Response.json(body);
  });
  return { prices: await listPrices(http, "https://router.test"), sent };
}

describe("listPrices", () => {
  it("reads price and speed of each model at each provider with one request and no credential", async () => {
    const { prices, sent } = await read({
      data: [
        {
          id: "Org/Model",
          providers: [
            {
              provider: "together",
              status: "live",
              pricing: { input: 2.1, output: 4.4 },
              first_token_latency_ms: 611,
              throughput: 40.1,
            },
            { provider: "groq", status: "live", is_free: true },
            { provider: "nobody-knows", pricing: { input: 1, output: 1 } },
          ],
        },
      ],
    });
    expect(sent.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["https://router.test/v1/models", null],
    ]);
    const image = { ...chat("org/model", "together").endpoint, task: "text-to-image" };
    const given = [
      chat("org/model", "together"),
      chat("org/model", "groq"),
      { id: "org/model", endpoint: image },
    ];
    expect(priced(given, prices).map(({ endpoint }) => endpoint)).toEqual([
      { ...given[0]?.endpoint, price: { input: 2.1, output: 4.4 }, latencyMs: 611, throughput: 40.1 },
      { ...given[1]?.endpoint, price: { input: 0, output: 0 } },
      image,
    ]);
  });

  it("leaves out what is no price, whatever else is said", async () => {
    const { prices } = await read({
      data: [
        {
          id: "a/b",
          providers: [{ provider: "groq", pricing: { input: -1, output: 2 }, throughput: "fast" }],
        },
        { id: "../x", providers: [] },
        7,
      ],
    });
    expect(priced([chat("a/b", "groq")], prices)).toEqual([chat("a/b", "groq")]);
  });

  it("takes any list without an error, and refuses what is none", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (data) => {
        expect((await read({ data })).prices).toBeInstanceOf(Map);
      }),
    );
    await expect(read({ models: [] })).rejects.toMatchObject({ code: "BAD_RESPONSE" });
  });
});
