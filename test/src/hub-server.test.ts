import { existsSync } from "node:fs";
import { downloadFile, listModels, modelInfo } from "@huggingface/hub";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  CORPUS_FILE,
  foreignLink,
  gate,
  gitBlobSha,
  type HubOptions,
  type HubRow,
  type HubServer,
  INVENTED_FILE,
  loopingLink,
  readHubRows,
  startHub,
} from "./index.js";
import { asObject } from "./loopback/loopback-request.js";

const INVENTED = readHubRows(INVENTED_FILE);
const TOKEN = "hf_sandbox_token";
const servers: HubServer[] = [];

async function hub(options: HubOptions = {}): Promise<HubServer> {
  const server = await startHub({ rows: INVENTED, ...options });
  servers.push(server);
  return server;
}

function get(server: HubServer, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers, redirect: "manual" });
}

async function pages(server: HubServer, query: string): Promise<{ _id: string; id: string }[][]> {
  const all: { _id: string; id: string }[][] = [];
  for (let url: string | undefined = `${server.url}/api/models?${query}`; url !== undefined; ) {
    const response: Response = await fetch(url);
    expect(response.status).toBe(200);
    const page: unknown = await response.json();
    if (!Array.isArray(page)) throw new Error("The page is no list");
    all.push(page);
    url = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return all;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("the simulated Hub, read by @huggingface/hub", () => {
  it("lists every model over several pages", async () => {
    const rows = Array.from({ length: 1203 }, (_, i) => numbered(i));
    const server = await hub({ rows });
    const names = await collect(listModels({ hubUrl: server.url, additionalFields: ["tags", "sha"] }));
    expect(new Set(names).size).toBe(1203);
    expect(server.requests).toHaveLength(3);
  });

  it("gives a model's details and where it runs", async () => {
    const server = await hub();
    const info = await modelInfo({
      name: "invented-lab/moving-scenes-5s",
      hubUrl: server.url,
      additionalFields: ["inferenceProviderMapping", "cardData"],
    });
    expect(info.task).toBe("text-to-video");
    expect(info.inferenceProviderMapping).toMatchObject([
      { provider: "fal-ai", task: "text-to-video", status: "live" },
    ]);
  });

  it("serves a card, and null where there is none", async () => {
    const server = await hub();
    const card = (repo: string) => downloadFile({ repo, path: "README.md", hubUrl: server.url });
    expect(await (await card("invented-lab/ledger-mood-base"))?.text()).toContain("# ledger-mood-base");
    expect(await card("invented-lab/without-a-card")).toBeNull();
  });
});

describe("the listing", () => {
  it("sorts by a field, newest or most first, and pages without gap or repetition", async () => {
    const server = await hub();
    for (const sort of [
      "createdAt",
      "lastModified",
      "downloads",
      "likes",
      "trendingScore",
      "num_parameters",
      "id",
    ]) {
      const listed = (await pages(server, `sort=${sort}&limit=7`)).flat();
      expect(listed.map(({ id }) => id).sort()).toEqual(INVENTED.map(({ item }) => item.id).sort());
    }
    const downloads = (await pages(server, "sort=downloads&limit=10&expand=downloads")).flat();
    const counts = downloads.map((item) => ("downloads" in item ? Number(item.downloads) : -1));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    const rising = (await pages(server, "sort=createdAt&direction=1&limit=10&expand[]=createdAt")).flat();
    expect(rising.map(({ id }) => id)).not.toEqual(downloads.map(({ id }) => id));
  });

  it("gives every model exactly once whatever the page size and however equal the keys", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        async (likes, limit) => {
          const rows = likes.map((count, i) => numbered(i, count === null ? {} : { likes: count }));
          const server = await startHub({ rows });
          const listed = (await pages(server, `sort=likes&limit=${limit}`)).flat();
          await server.close();
          expect(listed.map(({ id }) => id).sort()).toEqual(rows.map(({ item }) => item.id).sort());
        },
      ),
      { numRuns: 25 },
    );
  });

  it("filters by task, tags (all of them), author and a part of the id", async () => {
    const server = await hub();
    const ids = async (query: string) =>
      (await pages(server, query)).flat().map(({ id }) => id.split("/")[1]);
    expect((await ids("pipeline_tag=translation")).sort()).toEqual([
      "bridge-en-de",
      "bridge-en-fr",
      "bridge-many-to-english",
    ]);
    expect(await ids("filter=translation&filter=de&search=EN-")).toEqual(["bridge-en-de"]);
    expect(await ids("author=nobody")).toEqual([]);
    expect(await ids("library=transformers.js")).toHaveLength(INVENTED.length);
  });

  it("gives only `_id`, `id` and what was asked, without fields that the model lacks", async () => {
    const server = await hub();
    const [items = []] = await pages(server, "search=without-a-task&expand[]=pipeline_tag&expand=likes");
    expect(items.map((item) => Object.keys(item).sort())).toEqual([["_id", "id", "likes"]]);
  });

  it("refuses a bad sort, expand, cursor, limit or direction by 400 and says what is allowed", async () => {
    const server = await hub();
    for (const query of [
      "sort=trending",
      "expand=nonsense",
      "cursor=bm90aGluZw==",
      "limit=0",
      "direction=2",
      "expand=tags&full=true",
    ]) {
      expect((await get(server, `/api/models?${query}`)).status, query).toBe(400);
    }
    expect(await (await get(server, "/api/models?expand[]=nonsense")).json()).toEqual({
      error: expect.stringContaining('expected one of "author"|"baseModels"'),
    });
  });

  it("clamps the page size to 1000", async () => {
    const server = await hub({ rows: Array.from({ length: 1001 }, (_, i) => numbered(i)) });
    expect((await pages(server, "limit=5000")).map((page) => page.length)).toEqual([1000, 1]);
  });

  it("shows changes at once, newest first", async () => {
    let now = new Date("2026-11-01T00:00:00Z");
    const server = await hub({ now: () => now });
    server.models.update("invented-lab/bridge-en-de", { likes: 99 });
    now = new Date("2026-11-02T00:00:00Z");
    server.models.add({ id: "new-lab/fresh", pipeline_tag: "translation" }, "# fresh");
    server.models.remove("invented-lab/far-and-near");
    const [first, second] = (await pages(server, "sort=lastModified&limit=500")).flat();
    expect([first?.id, second?.id]).toEqual(["new-lab/fresh", "invented-lab/bridge-en-de"]);
    const response = await get(server, "/api/models/invented-lab/far-and-near");
    expect(response.status).toBe(401);
    expect(response.headers.get("date")).toBe(now.toUTCString());
  });
});

describe("cards", () => {
  it("have the git object id as ETag and answer 304 to it", async () => {
    const server = await hub();
    const path = "/invented-lab/bridge-en-de/raw/main/README.md";
    const etag = (await get(server, path)).headers.get("etag") ?? "";
    const readme = INVENTED.find(({ item }) => item.id === "invented-lab/bridge-en-de")?.readme ?? "";
    expect(etag).toBe(`"${gitBlobSha(Buffer.from(readme))}"`);
    expect((await get(server, path, { "if-none-match": `W/${etag}` })).status).toBe(304);
    server.models.setCard("invented-lab/bridge-en-de", "# changed");
    expect(await (await get(server, path, { "if-none-match": etag })).text()).toBe("# changed");
  });

  it("are redirected relatively from resolve to the cache", async () => {
    const server = await hub();
    const response = await get(server, "/invented-lab/bridge-en-de/resolve/main/README.md");
    expect(response.status).toBe(307);
    const location = response.headers.get("location") ?? "";
    expect(location).toMatch(
      /^\/api\/resolve-cache\/models\/invented-lab\/bridge-en-de\/[0-9a-f]{40}\/README\.md\?/,
    );
    expect(await (await get(server, location)).text()).toContain("# bridge-en-de");
  });

  it("are refused with the Hub's codes: missing, gated, bad token, unknown model or revision", async () => {
    const server = await hub({ grants: (token) => token === "hf_granted" });
    const card = (id: string, token?: string, revision = "main") =>
      get(
        server,
        `/invented-lab/${id}/raw/${revision}/README.md`,
        token ? { authorization: `Bearer ${token}` } : {},
      );
    const told = async (response: Promise<Response>) => {
      const { status, headers } = await response;
      return [status, headers.get("x-error-code")];
    };
    expect(await told(card("without-a-card"))).toEqual([404, "EntryNotFound"]);
    expect(await told(card("chat-gated-instruct"))).toEqual([401, "GatedRepo"]);
    expect(await told(card("chat-gated-instruct", TOKEN))).toEqual([403, "GatedRepo"]);
    expect(await told(card("chat-gated-instruct", "hf_granted"))).toEqual([200, null]);
    expect(await told(card("bridge-en-de", "not-a-token"))).toEqual([401, null]);
    expect(await told(card("nowhere"))).toEqual([401, null]);
    expect(await told(card("nowhere", TOKEN))).toEqual([404, "RepoNotFound"]);
    expect(await told(card("bridge-en-de", TOKEN, "v9"))).toEqual([404, "RevisionNotFound"]);
    expect((await get(server, "/api/models/invented-lab/chat-gated-instruct")).status).toBe(200);
  });

  it("of a renamed model, and its details, are redirected relatively to the new id", async () => {
    const server = await hub();
    server.models.rename("invented-lab/bridge-en-de", "other-lab/bridge");
    const response = await get(server, "/api/models/invented-lab/bridge-en-de?expand=tags");
    expect([response.status, response.headers.get("location")]).toEqual([
      307,
      "/api/models/other-lab/bridge?expand=tags",
    ]);
    const card = await fetch(`${server.url}/invented-lab/bridge-en-de/raw/main/README.md`);
    expect(card.status).toBe(200);
  });
});

describe("partners and limits", () => {
  it("lists a provider's live models by task, and 404 for an unknown provider", async () => {
    const server = await hub();
    const entry = { providerId: "fal-ai/invented-lab-moving-scenes-5s", status: "live" };
    expect(await (await get(server, "/api/partners/fal-ai/models?status=live")).json()).toMatchObject({
      "text-to-video": { "invented-lab/moving-scenes-5s": entry },
    });
    expect(await (await get(server, "/api/partners/cohere/models?status=live")).json()).toEqual({});
    expect((await get(server, "/api/partners/nobody/models")).status).toBe(404);
  });

  it("gives the given mapping, by status", async () => {
    const row = { provider: "groq", modelId: "a/b", providerId: "b", task: "conversational" };
    const server = await hub({
      mappings: [
        { ...row, status: "live" },
        { ...row, modelId: "c/d", status: "error" },
      ],
    });
    const listed = async (query: string) =>
      Object.keys(
        asObject(
          asObject(await (await get(server, `/api/partners/groq/models${query}`)).json()).conversational,
        ),
      );
    expect([await listed("?status=live"), await listed("")]).toEqual([["a/b"], ["a/b", "c/d"]]);
  });

  it("counts requests by bucket in fixed windows and refuses the one too many", async () => {
    let now = new Date("2026-11-01T00:00:10Z");
    const server = await hub({ rate: { quota: { api: 2 } }, now: () => now });
    const limits = [];
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await get(server, "/api/models?limit=1");
      limits.push([status, headers.get("ratelimit"), headers.get("ratelimit-policy")]);
    }
    const policy = '"fixed window";"api";q=2;w=300';
    expect(limits).toEqual([
      [200, '"api";r=1;t=290', policy],
      [200, '"api";r=0;t=290', policy],
      [429, '"api";r=0;t=290', policy],
    ]);
    expect((await get(server, "/invented-lab/bridge-en-de/raw/main/README.md")).status).toBe(200);
    now = new Date("2026-11-01T00:05:00Z");
    expect((await get(server, "/api/models?limit=1")).status).toBe(200);
  });
});

describe("injected faults", () => {
  it("can point the Link at the page itself or at another host", async () => {
    const server = await hub();
    server.inject({ match: "/api/models?limit=1", fault: loopingLink(), times: 1 });
    const { headers } = await get(server, "/api/models?limit=1");
    expect(headers.get("link")).toBe(`<${server.url}/api/models?limit=1>; rel="next"`);
    server.inject({ fault: foreignLink("https://elsewhere.example/api/models?cursor=x") });
    expect((await get(server, "/api/models?limit=1")).headers.get("link")).toContain("elsewhere.example");
  });

  it("can hold an answer until the test lets it go", async () => {
    const server = await hub();
    const slow = gate();
    server.inject({ match: /whoami/, fault: slow.whole });
    const pending = get(server, "/api/whoami-v2", { authorization: `Bearer ${TOKEN}` });
    await slow.arrived;
    expect(server.requests.at(-1)?.status).toBeNull();
    slow.release();
    expect(await (await pending).json()).toMatchObject({ name: "sandbox" });
  });
});

describe.skipIf(!existsSync(CORPUS_FILE))(
  "with the development corpus (skipped where ../shared is absent)",
  () => {
    it("serves all of its 673 models, legacy ids without owner included", async () => {
      const server = await startHub();
      servers.push(server);
      expect((await pages(server, "limit=200&sort=createdAt")).map((page) => page.length)).toEqual([
        200, 200, 200, 73,
      ]);
      expect((await get(server, "/api/models/gpt2/revision/HEAD?expand=likes")).status).toBe(200);
      expect((await get(server, "/gpt2/raw/main/README.md")).status).toBe(200);
    });
  },
);

function numbered(i: number, fields: Record<string, unknown> = {}): HubRow {
  const _id = String(i).padStart(24, "0");
  return {
    item: { _id, id: `many/model-${i}`, lastModified: "2025-01-01T00:00:00.000Z", ...fields },
    readme: null,
  };
}

async function collect(entries: AsyncIterable<{ name: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of entries) names.push(name);
  return names;
}
