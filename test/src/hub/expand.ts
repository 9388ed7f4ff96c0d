import { type Reply, refusal } from "../loopback/reply.js";
import type { ProviderMapping } from "../providers/provider-mapping.js";
import type { HubItem } from "./hub-row.js";

/** What `expand` accepts (huggingface.co/docs/hub/api). */
export const EXPAND_OPTIONS: readonly string[] = [
  "author",
  "baseModels",
  "cardData",
  "childrenModelCount",
  "config",
  "createdAt",
  "disabled",
  "downloads",
  "downloadsAllTime",
  "evalResults",
  "gated",
  "gguf",
  "inference",
  "inferenceProviderMapping",
  "lastModified",
  "library_name",
  "likes",
  "mask_token",
  "model-index",
  "pipeline_tag",
  "private",
  "resourceGroup",
  "safetensors",
  "sha",
  "siblings",
  "spaces",
  "tags",
  "transformersInfo",
  "trendingScore",
  "usedStorage",
  "widgetData",
  "xetEnabled",
];

const DEFAULT_FIELDS = [
  "modelId",
  "private",
  "likes",
  "trendingScore",
  "downloads",
  "tags",
  "pipeline_tag",
  "library_name",
  "createdAt",
];
const FULL_FIELDS = [...DEFAULT_FIELDS, "author", "sha", "lastModified", "gated", "disabled", "siblings"];

/** Which fields of an item a request asks for. */
export type FieldChoice = { readonly fields: readonly string[] } | { readonly refused: Reply };

/** Returns the asked fields, for a listing or (with `detail`) for one model; a 400 for an unknown or mixed option. */
export function chooseFields(query: URLSearchParams, detail: boolean): FieldChoice {
  const expand = [...query.getAll("expand"), ...query.getAll("expand[]")];
  const legacy = ["full", "cardData", "config"].filter((name) => query.get(name) === "true");
  const unknown = expand.find((name) => !EXPAND_OPTIONS.includes(name));
  if (unknown !== undefined) {
    const options = EXPAND_OPTIONS.map((name) => `"${name}"`).join("|");
    return {
      refused: refusal(400, `"expand" holds "${unknown}". Invalid option: expected one of ${options}`),
    };
  }
  if (expand.length > 0 && legacy.length > 0) {
    return {
      refused: refusal(
        400,
        `"expand" cannot be combined with ${legacy.map((name) => `"${name}"`).join(", ")}`,
      ),
    };
  }
  if (expand.length > 0) return { fields: expand };
  const base = detail || legacy.includes("full") ? FULL_FIELDS : DEFAULT_FIELDS;
  return {
    fields: detail ? [...base, "cardData", "config", "spaces", "safetensors"] : [...base, ...legacy.slice()],
  };
}

/**
 * Returns an item with `_id`, `id` and the asked fields only; fields that the repository lacks are absent. Where a
 * model runs is given as the Hub gives it: a list in a listing, an object by provider in the detail.
 */
export function project(
  item: HubItem,
  fields: readonly string[],
  mappings: readonly ProviderMapping[],
  detail: boolean,
): Record<string, unknown> {
  const derived: Record<string, unknown> = {
    ...item,
    modelId: item.id,
    trendingScore: item.trendingScore ?? 0,
    siblings: item.siblings ?? [{ rfilename: ".gitattributes" }, { rfilename: "README.md" }],
  };
  if (mappings.length > 0) {
    derived.inferenceProviderMapping = detail ? byProvider(mappings) : mappings.map(asListEntry);
    if (mappings.some(({ status }) => status === "live")) derived.inference = "warm";
  }
  const asked = fields.filter((name) => derived[name] !== undefined).map((name) => [name, derived[name]]);
  return { _id: item._id, id: item.id, ...Object.fromEntries(asked) };
}

function asListEntry({ provider, providerId, status, task }: ProviderMapping): Record<string, unknown> {
  return { provider, providerId, status, task, isModelAuthor: false };
}

function byProvider(mappings: readonly ProviderMapping[]): Record<string, unknown> {
  return Object.fromEntries(
    mappings.map(({ provider, providerId, status, task }) => [
      provider,
      { status, providerId, task, isModelAuthor: false },
    ]),
  );
}
