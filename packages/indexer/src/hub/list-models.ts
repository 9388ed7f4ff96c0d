import { Fault } from "@hugginggpt/shared";
import { decodeJson, type HttpClient, type HttpResponse } from "@hugginggpt/shared/http";
import { type HubAccess, hubCredential } from "./hub-access.js";
import { nextLink, nextQuery } from "./next-page.js";
import { parseWireModel, type WireModel } from "./wire-model.js";
import { LISTING_FIELDS, SERVED_FIELD } from "./wire-model-fields.js";

/** What to list, and in which order: newest or highest first. */
export interface Listing {
  readonly sort: "createdAt" | "lastModified" | "downloads";
  /** A pipeline tag; null lists all models, also those without a task. */
  readonly task: string | null;
  /** The owner of the models; null for all owners. */
  readonly author: string | null;
  /** Only models that a provider serves, or only those with a library's tag; null for all. */
  readonly only: "served" | "transformers.js" | null;
  /** Items in a page, 1 to 1,000. */
  readonly pageSize: number;
  /** The query of the first page to read, as an earlier page gave it; null for the start. */
  readonly from: string | null;
}

/** A page of the listing and the position after it, to be committed together. */
export interface ListingPage {
  readonly models: readonly WireModel[];
  /** The number of items that are not models with a usable id. */
  readonly malformed: number;
  /** The query of the next page; null on the last page. */
  readonly next: string | null;
  /** The server's time, ISO 8601; null if the answer does not have it. */
  readonly servedAt: string | null;
}

const PURPOSE = "read the Hub's listing";
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
/** Ten million models at 500 a page, three times the Hub of 2026. A longer listing is a loop. */
const MAX_PAGES = 20_000;

/**
 * Yields the pages of the Hub's listing, one request each, up to one without items or without a next page.
 * @throws Fault BAD_REQUEST if the server refuses the first position, BAD_RESPONSE for an answer that is no listing and
 * for pages that repeat, EGRESS_BLOCKED for a next page that is no listing, and what HttpClient throws.
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

/** Returns the query of a listing's first page. The Hub has no parameter for a library, so its tag is a filter. */
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

/** Returns models without the numbers of repositories that two ids share: those identify nothing. */
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
