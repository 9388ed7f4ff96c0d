import { asObject, type LoopbackRequest } from "../loopback/loopback-request.js";
import { json, type Reply, refusal } from "../loopback/reply.js";
import type { ProviderMapping } from "../providers/provider-mapping.js";
import { chooseFields, project } from "./expand.js";
import type { HubItem, HubRow } from "./hub-row.js";
import {
  compareKeys,
  decodeCursor,
  encodeCursor,
  type Keyset,
  keyOf,
  type Order,
  type SortValue,
} from "./model-cursor.js";

/** Models on one page at most, and without `limit`. */
const MAX_PAGE = 1000;

const SORTS: Readonly<Record<string, (item: HubItem) => SortValue>> = {
  createdAt: (item) => scalar(item.createdAt),
  lastModified: (item) => scalar(item.lastModified),
  downloads: (item) => scalar(item.downloads),
  likes: (item) => scalar(item.likes),
  likes30d: (item) => scalar(item.likes),
  trendingScore: (item) => scalar(item.trendingScore) ?? 0,
  num_parameters: (item) => scalar(asObject(item.safetensors).total),
  mainSize: (item) => scalar(item.usedStorage),
  id: (item) => item.id,
};

/**
 * Answers `GET /api/models` as the Hub does: `library` is ignored, `limit` is clamped, the next page is an absolute
 * `Link`, which the last page lacks. Private models are left out. 400 for a bad sort, direction, limit, cursor or
 * expand.
 */
export function listModels(
  request: LoopbackRequest,
  rows: readonly HubRow[],
  mappingsOf: (id: string) => readonly ProviderMapping[],
): Reply {
  const { query } = request;
  const order = orderOf(query);
  if ("status" in order) return order;
  const choice = chooseFields(query, false);
  if ("refused" in choice) return choice.refused;
  const cursor = query.get("cursor");
  const after = cursor === null ? null : decodeCursor(order, cursor);
  if (cursor !== null && after === null) return refusal(400, "Invalid cursor");
  const limit = Number(query.get("limit") ?? MAX_PAGE);
  if (!Number.isInteger(limit) || limit < 1)
    return refusal(400, "Invalid limit: expected a positive integer");
  const { page, next } = pageOf(rows, query, mappingsOf, order, after, Math.min(limit, MAX_PAGE));
  const items = page.map((item) => project(item, choice.fields, mappingsOf(item.id), false));
  return json(items, 200, next === null ? {} : { link: nextLink(request, encodeCursor(order, next)) });
}

function pageOf(
  rows: readonly HubRow[],
  query: URLSearchParams,
  mappingsOf: (id: string) => readonly ProviderMapping[],
  order: Order,
  after: Keyset | null,
  limit: number,
): { readonly page: readonly HubItem[]; readonly next: Keyset | null } {
  const skip = Math.max(0, Number(query.get("skip") ?? 0) || 0);
  const found: Keyed[] = [];
  const sorted = inOrder(rows, order);
  for (let at = after === null ? 0 : placeAfter(sorted, order, after); at < sorted.length; at++) {
    const one = sorted[at];
    if (one === undefined || !wanted(one.item, query, mappingsOf(one.item.id))) continue;
    found.push(one);
    if (found.length > skip + limit) break;
  }
  const page = found.slice(skip, skip + limit);
  return {
    page: page.map(({ item }) => item),
    next: found.length > skip + limit ? (page.at(-1)?.key ?? null) : null,
  };
}

interface Keyed {
  readonly item: HubItem;
  readonly key: Keyset;
}

const sortedLists = new WeakMap<readonly HubRow[], Map<string, readonly Keyed[]>>();

/** Returns the public models in an order, sorted once for each list of rows: pages come by the hundred. */
function inOrder(rows: readonly HubRow[], order: Order): readonly Keyed[] {
  const lists = sortedLists.get(rows) ?? new Map<string, readonly Keyed[]>();
  sortedLists.set(rows, lists);
  const name = `${order.sort} ${order.descending}`;
  const known = lists.get(name);
  if (known !== undefined) return known;
  const sorted = rows
    .filter(({ item }) => item.private !== true)
    .map(({ item }) => ({ item, key: keyOf(order, item) }))
    .sort((a, b) => compareKeys(order, a.key, b.key));
  lists.set(name, sorted);
  return sorted;
}

/** Returns the first place whose key comes after the given one. */
function placeAfter(sorted: readonly Keyed[], order: Order, after: Keyset): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && compareKeys(order, after, one.key) >= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function orderOf(query: URLSearchParams): Order | Reply {
  const sort = query.get("sort") ?? "trendingScore";
  const by = Object.hasOwn(SORTS, sort) ? SORTS[sort] : undefined;
  if (!by) return refusal(400, `Invalid sort parameter: expected one of ${Object.keys(SORTS).join(", ")}`);
  const direction = query.get("direction") ?? "-1";
  if (direction !== "-1" && direction !== "1") return refusal(400, "Invalid direction: expected -1 or 1");
  return { sort, descending: direction === "-1", valueOf: by };
}

function wanted(item: HubItem, query: URLSearchParams, mappings: readonly ProviderMapping[]): boolean {
  const search = query.get("search")?.toLowerCase();
  const tags = query.getAll("filter").flatMap((filter) => filter.split(","));
  const provider = query.get("inference_provider");
  const gated = query.get("gated");
  const is = (name: string, value: unknown): boolean => !query.has(name) || query.get(name) === value;
  return (
    is("pipeline_tag", item.pipeline_tag) &&
    is("author", item.author) &&
    (search === undefined || item.id.toLowerCase().includes(search)) &&
    tags.every((tag) => tagsOf(item).includes(tag)) &&
    (gated === null || (gated === "true") === Boolean(item.gated)) &&
    (provider === null ||
      mappings.some((mapping) => provider === "all" || provider.split(",").includes(mapping.provider)))
  );
}

function tagsOf(item: HubItem): readonly unknown[] {
  return [...(Array.isArray(item.tags) ? item.tags : []), item.library_name, item.pipeline_tag];
}

function nextLink(request: LoopbackRequest, cursor: string): string {
  const query = new URLSearchParams(request.query);
  query.delete("skip");
  query.set("cursor", cursor);
  return `<${request.origin}/api/models?${query}>; rel="next"`;
}

function scalar(value: unknown): SortValue {
  return typeof value === "number" || typeof value === "string" ? value : null;
}
