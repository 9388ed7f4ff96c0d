/** A model of the fake Hub: an item as the listing sends it, and its README. */
export interface FakeModel {
  readonly item: Readonly<Record<string, unknown>> & { readonly id: string };
  /** Null: there is none. */
  readonly readme: string | null;
}

/** A Hub in memory, for tests: answers `fetch` as the Hub does (huggingface.co/docs/hub/api). */
export interface FakeHub {
  readonly fetch: typeof fetch;
  /** Every request, in order. */
  readonly requests: Request[];
  /** May be changed between requests. */
  readonly models: FakeModel[];
  /** Bodies of `/api/partners/{provider}/models`; a provider that is not there is unknown. */
  readonly partners: Record<string, unknown>;
  /** Former ids and what they are now: requests for the former are redirected. */
  readonly moved: Map<string, string>;
  /** Tokens whose owner may read gated cards. */
  readonly granted: Set<string>;
  /** Answers in place of the Hub where it returns a response; called with the request and its number from 0. */
  intercept: (request: Request, at: number) => Response | null;
}

/** Address of the fake Hub. */
export const FAKE_HUB = "https://hub.test";
const DATE = "Sat, 22 Nov 2026 07:30:00 GMT";

/** Returns a fake Hub that serves the models, at most `pageSize` a page whatever is asked for. */
export function fakeHub(models: readonly FakeModel[], pageSize = 1000): FakeHub {
  const hub: FakeHub = {
    models: [...models],
    requests: [],
    partners: {},
    moved: new Map(),
    granted: new Set(),
    intercept: () => null,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const at = hub.requests.push(request) - 1;
      const response = hub.intercept(request, at) ?? answer(hub, request, pageSize);
      request.signal.throwIfAborted();
      return Object.defineProperty(response, "url", { value: request.url });
    },
  };
  return hub;
}

/** Returns an answer in JSON. */
export function json(body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { headers: { "content-type": "application/json", ...headers } });
}

function answer(hub: FakeHub, request: Request, pageSize: number): Response {
  const url = new URL(request.url);
  if (url.pathname === "/api/models") return listing(hub.models, url, pageSize);
  const provider = /^\/api\/partners\/([^/]+)\/models$/.exec(url.pathname)?.[1];
  if (provider) {
    const body = hub.partners[provider];
    return body === undefined ? new Response("{}", { status: 404 }) : json(body);
  }
  const path = /^\/(?:api\/models\/(?<detail>.+)|(?<file>.+)\/raw\/main\/README\.md)$/.exec(
    url.pathname,
  )?.groups;
  const id = path?.detail ?? path?.file ?? "";
  const to = hub.moved.get(id);
  if (to !== undefined) {
    return new Response(null, {
      status: 307,
      headers: { location: url.pathname.replace(id, to) + url.search },
    });
  }
  const model = hub.models.find(({ item }) => item.id === id && item.private !== true);
  if (path?.detail !== undefined) return model ? json(model.item) : new Response("{}", { status: 404 });
  return readme(hub, model, request);
}

function listing(models: readonly FakeModel[], url: URL, pageSize: number): Response {
  const query = url.searchParams;
  const task = query.get("pipeline_tag");
  const sort = query.get("sort") ?? "createdAt";
  const listed = models
    .map(({ item }) => item)
    .filter((item) => task === null || item.pipeline_tag === task)
    .filter((item) => !query.has("author") || item.id.startsWith(`${query.get("author")}/`))
    .filter((item) => !query.has("filter") || tagsOf(item).includes(query.get("filter")))
    .filter((item) => !query.has("inference_provider") || item.inferenceProviderMapping !== undefined)
    .sort((a, b) => compare(b[sort], a[sort]) || compare(a.id, b.id));
  const from = Number(query.get("cursor") ?? 0);
  const size = Math.min(pageSize, Number(query.get("limit") ?? 1000));
  const headers: Record<string, string> = { date: DATE };
  if (from + size < listed.length) {
    query.set("cursor", String(from + size));
    headers.link = `<${url.href}>; rel="next"`;
  }
  return json(listed.slice(from, from + size), headers);
}

function tagsOf(item: FakeModel["item"]): readonly unknown[] {
  return Array.isArray(item.tags) ? item.tags : [];
}

function readme(hub: FakeHub, model: FakeModel | undefined, request: Request): Response {
  const token = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
  if (model?.item.gated && !hub.granted.has(token)) {
    return new Response("", { status: 401, headers: { "x-error-code": "GatedRepo" } });
  }
  if (!model || model.readme === null) {
    return new Response("Entry not found", { status: 404, headers: { "x-error-code": "EntryNotFound" } });
  }
  const etag = `"${model.readme.length}-${String(model.item.sha).slice(0, 8)}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304 });
  return new Response(model.readme, { headers: { etag, "content-type": "text/plain; charset=utf-8" } });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
