import { isFault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { FAKE_HUB, fakeHub, json } from "../testing/fake-hub.js";
import { testHttp } from "../testing/test-http.js";
import { listEndpoints } from "./list-endpoints.js";
import { mappingEndpoints } from "./provider-endpoint.js";

function list(partners: unknown) {
  const hub = fakeHub([]);
  if (partners !== undefined) hub.partners.groq = partners;
  return listEndpoints(testHttp(hub.fetch), { endpoint: FAKE_HUB, token: null }, "groq");
}

describe("a provider's models", () => {
  test("are its live endpoints, sorted, without families of adapters and malformed entries", async () => {
    const { endpoints, known } = await list({
      conversational: {
        "z/last": { _id: "1", providerId: "z-last", status: "live" },
        "a/first": { _id: "2", providerId: "a-first", status: "live", extra: [1] },
        "a/staged": { providerId: "x", status: "staging" },
        "a/broken": { status: "live" },
        "../up": { providerId: "x", status: "live" },
        "tag-filter=base_model:adapter:x/y,lora": { providerId: "l", status: "live", adapterType: "lora" },
      },
      "text-to-image": { "a/first": { providerId: "a-img", status: "live" } },
      "Bad Task!": { "a/b": { providerId: "x", status: "live" } },
    });
    expect(known).toBe(true);
    expect(endpoints).toEqual([
      {
        id: "a/first",
        endpoint: {
          kind: "provider",
          provider: "groq",
          providerId: "a-first",
          task: "conversational",
          status: "live",
        },
      },
      {
        id: "a/first",
        endpoint: {
          kind: "provider",
          provider: "groq",
          providerId: "a-img",
          task: "text-to-image",
          status: "live",
        },
      },
      {
        id: "z/last",
        endpoint: {
          kind: "provider",
          provider: "groq",
          providerId: "z-last",
          task: "conversational",
          status: "live",
        },
      },
    ]);
  });

  test("are none for a provider that the Hub does not know", async () => {
    expect(await list(undefined)).toEqual({ endpoints: [], known: false });
  });

  test("are refused where the answer has an unexpected form", async () => {
    const error: unknown = await list([1, 2]).catch((reason: unknown) => reason);
    expect(isFault(error, "BAD_RESPONSE")).toBe(true);
  });

  test("are asked for by one request", async () => {
    const hub = fakeHub([]);
    hub.intercept = () => json({});
    await listEndpoints(testHttp(hub.fetch), { endpoint: FAKE_HUB, token: null }, "fal-ai");
    expect(hub.requests.map(({ url }) => url)).toEqual([
      `${FAKE_HUB}/api/partners/fal-ai/models?status=live`,
    ]);
  });
});

describe("a model's own mapping", () => {
  const live = {
    kind: "provider",
    provider: "novita",
    providerId: "x/y",
    task: "conversational",
    status: "live",
  };

  test("is read in the form of a list and of an object", () => {
    const entry = { providerId: "x/y", status: "live", task: "conversational" };
    expect(mappingEndpoints([{ provider: "novita", ...entry }])).toEqual([live]);
    expect(mappingEndpoints({ novita: { ...entry, isModelAuthor: false } })).toEqual([live]);
  });

  test("leaves out providers that we do not know, and what is malformed", () => {
    expect(
      mappingEndpoints([
        { provider: "new-one", providerId: "x", status: "live", task: "t" },
        null,
        4,
        { provider: "groq" },
      ]),
    ).toEqual([]);
    expect(mappingEndpoints("none")).toEqual([]);
    expect(mappingEndpoints(undefined)).toEqual([]);
  });
});
