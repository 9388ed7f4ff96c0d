import { Fault } from "@hugginggpt/shared";
import { decodeJson, type HttpClient, type HttpResponse } from "@hugginggpt/shared/http";
import { type HubAccess, hubCredential } from "./hub-access.js";
import { nextLink, nextQuery } from "./next-page.js";
import { parseWireModel, type WireModel } from "./wire-model.js";
import { LISTING_FIELDS, SERVED_FIELD } from "./wire-model-fields.js";

/** What is listed, and in which order (newest or most first). */
export interface Listing {
  readonly sort: "createdAt" | "lastModified" | "downloads";
  /** Pipeline tag; null lists models of every task and of none. */
  readonly task: string | null;
  /** Owner of the models; null lists those of all. */
  readonly author: string | null;
  /** Only models that a provider is known to serve, or that carry a library's tag; null lists all. */
  readonly only: "served" | "transformers.js" | null;
  /** Items a page, 1 to 1000. */
  readonly pageSize: number;
  /** Query of the page to begin with, as a page gave it; null begins at the start. */
  readonly from: string | null;
}

/** A page of the listing and the address of the one after it: to be committed together. */
export interface ListingPage {
  readonly models: readonly WireModel[];
  /** Items that are no models with a usable id. */
  readonly malformed: number;
  /** Query of the next page; null on the last. */
  readonly next: string | null;
  /** The server's time, ISO 8601; null if it does not tell. */
  readonly servedAt: string | null;
}

const PURPOSE = "read the Hub's listing";
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
/** Ten million models at 500 a page: three times the Hub of 2026; a longer listing is a loop. */
const MAX_PAGES = 20_000;

/**
 * Yields the pages of the Hub's listing, one request each. Ends at a page without a next one, or without items.
 * @throws Fault BAD_REQUEST when the server refuses the position to begin with, BAD_RESPONSE for an answer that is no
 * listing or pages that repeat, EGRESS_BLOCKED for a next page elsewhere, and what HttpClient throws.
 */
export async function* listModels(
  http: HttpClient,
  hub: HubAccess,
  listing: Listing,
  signal?: AbortSignal,
): AsyncGenerator<ListingPage, void, void> {
  const visited = new Set<string>();
  let query: string | null = listing.from ?? firstQuery(listing);
  while (query !== null) {
    if (visited.has(query) || visited.size >= MAX_PAGES) throw loopFault(visited.size);
    visited.add(query);
    const url = new URL(`${hub.endpoint}/api/models${query}`);
    const response = await http.request({
      purpose: PURPOSE,
      url,
      credential: hubCredential(hub),
      bucket: "api",
      maxBytes: MAX_PAGE_BYTES,
      accept: [404],
      signal,
    });
    const page = readPage(response, url);
    yield page;
    query = page.next;
  }
}

/** Returns the query of a listing's first page. `library=` is no parameter of the Hub: a tag filter serves. */
export function firstQuery({ pageSize, sort, task, author, only }: Omit<Listing, "from">): string {
  const query = new URLSearchParams({ limit: String(pageSize), sort });
  if (task) query.set("pipeline_tag", task);
  if (author) query.set("author", author);
  if (only === "served") query.set("inference_provider", "all");
  else if (only) query.set("filter", only);
  const fields = only === "served" ? [...LISTING_FIELDS, SERVED_FIELD] : LISTING_FIELDS;
  for (const field of fields) query.append("expand[]", field);
  return `?${query}`;
}

function readPage(response: HttpResponse, url: URL): ListingPage {
  if (response.status === 404) {
    throw new Fault("BAD_RESPONSE", `Could not ${PURPOSE}: ${url.host} has none`, {
      wanted: "a Hub, or a mirror of it",
      came: "HTTP 404",
      status: 404,
      next: "Check HF_ENDPOINT.",
    });
  }
  const items = decodeJson(response, PURPOSE);
  if (!Array.isArray(items)) {
    throw new Fault("BAD_RESPONSE", `Could not ${PURPOSE}: the answer is not a list of models`, {
      wanted: "a JSON array",
      came: typeof items,
      next: "Check HF_ENDPOINT.",
    });
  }
  const models = withOwnNumbers(items.map(parseWireModel).filter((model) => model !== null));
  const link = items.length > 0 ? nextLink(response.headers.get("link")) : null;
  return {
    models,
    malformed: items.length - models.length,
    next: link === null ? null : nextQuery(link, url),
    servedAt: serverTime(response.headers.get("date")),
  };
}

/** Returns models without their repository's number where two ids share one: then it tells nothing. */
function withOwnNumbers(models: readonly WireModel[]): WireModel[] {
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  for (const { _id, id } of models) {
    if (_id === undefined) continue;
    if ((ids.get(_id) ?? id) !== id) shared.add(_id);
    ids.set(_id, id);
  }
  return models.map((model) =>
    model._id !== undefined && shared.has(model._id) ? { ...model, _id: undefined } : model,
  );
}

function serverTime(header: string | null): string | null {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function loopFault(pages: number): Fault {
  return new Fault("BAD_RESPONSE", `Could not ${PURPOSE}: its pages repeat after ${pages}`, {
    wanted: "a listing that ends",
    came: "a next page that was read before",
    next: "Check HF_ENDPOINT; what was read is kept.",
  });
}
