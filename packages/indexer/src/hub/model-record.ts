import {
  type BaseRelation,
  isQuantizedId,
  isQuantizedTag,
  type ModelRecord,
  oneLine,
} from "@hugginggpt/shared";
import { declaredLanguages, taggedLanguages } from "./languages.js";
import { isModelId } from "./model-id.js";
import type { WireModel } from "./wire-model.js";

const MAX_TAGS = 100;
const MAX_TAG_LENGTH = 100;
const MAX_NAME_LENGTH = 64;
const RELATIONS: readonly BaseRelation[] = ["finetune", "quantized", "adapter", "merge"];

/** Returns the record of a listing's item, with clean names. The API counts more than front matter and tags. */
export function modelRecord(wire: WireModel): ModelRecord {
  const tags = cleanTags(wire.tags);
  const card = wire.cardData ?? {};
  const declared = declaredLanguages(card.language);
  return {
    id: wire.id,
    source: "hub",
    ...(wire._id === undefined ? {} : { hubId: wire._id }),
    task: slugOf(wire.pipeline_tag) ?? slugOf(card.pipeline_tag),
    downloads: wire.downloads,
    likes: wire.likes,
    tags,
    library: slugOf(wire.library_name) ?? slugOf(card.library_name),
    license: slugOf(first(card.license)) ?? slugOf(tagValue(tags, "license:")),
    languages: declared.length > 0 ? declared : taggedLanguages(tags),
    parameters: wire.safetensors?.total ?? wire.gguf?.total ?? null,
    gated: gating(wire.gated),
    sha: wire.sha && /^[0-9a-f]{40}$/.test(wire.sha) ? wire.sha : null,
    createdAt: instant(wire.createdAt),
    lastModified: instant(wire.lastModified),
    ...baseOf(wire, tags),
  };
}

/** Returns true if a model is neither private nor disabled. */
export function isPublic(wire: WireModel): boolean {
  return !wire.private && !wire.disabled;
}

type Base = Pick<ModelRecord, "baseModel" | "baseRelation">;

/**
 * Returns the base model and the relation to it. Uploaders of quantised copies often declare only the base, and the Hub
 * then calls the copy a fine-tune. So the repository's name counts more; its tags count if no relation is declared.
 */
function baseOf(wire: WireModel, tags: readonly string[]): Base {
  const declared = declaredBase(wire, tags);
  const relation = declared.baseRelation;
  const quantized =
    ((relation === null || relation === "finetune") && isQuantizedId(wire.id)) ||
    (relation === null && declared.baseModel !== null && tags.some(isQuantizedTag));
  return quantized ? { ...declared, baseRelation: "quantized" } : declared;
}

function declaredBase(wire: WireModel, tags: readonly string[]): Base {
  const api = wire.baseModels?.models[0]?.id;
  const relation = relationOf(wire.baseModels?.relation) ?? relationOf(wire.cardData?.base_model_relation);
  const declared = api ?? first(wire.cardData?.base_model);
  if (isModelId(declared) && declared !== wire.id) {
    return { baseModel: declared, baseRelation: relation ?? taggedBase(tags, declared) };
  }
  for (const tag of tags) {
    const id = /^base_model:(?:[a-z]+:)?([^:]+)$/.exec(tag)?.[1];
    if (isModelId(id) && id !== wire.id) return { baseModel: id, baseRelation: taggedBase(tags, id) };
  }
  return { baseModel: null, baseRelation: null };
}

/** Returns the relation in a tag such as `base_model:quantized:owner/name`; null without one. */
function taggedBase(tags: readonly string[], base: string): BaseRelation | null {
  return RELATIONS.find((relation) => tags.includes(`base_model:${relation}:${base}`)) ?? null;
}

function relationOf(value: unknown): BaseRelation | null {
  return RELATIONS.find((relation) => relation === value) ?? null;
}

function cleanTags(tags: readonly unknown[]): string[] {
  const clean = tags
    .slice(0, MAX_TAGS)
    .filter((tag) => typeof tag === "string")
    .map((tag) => oneLine(tag, MAX_TAG_LENGTH))
    .filter((tag) => tag !== "");
  return [...new Set(clean)];
}

function tagValue(tags: readonly string[], prefix: string): string | undefined {
  return tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length);
}

/** Front matter may have a list instead of one value. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** Returns a name as the Hub spells it, in lower case with hyphens for spaces; null for anything else. */
function slugOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const slug = oneLine(value, MAX_NAME_LENGTH).toLowerCase().replace(/ /g, "-");
  return slug === "" ? null : slug;
}

function gating(value: unknown): ModelRecord["gated"] {
  if (value === "auto" || value === "manual") return value;
  return value === true ? "manual" : false;
}

function instant(value: string | undefined): string | null {
  const ms = Date.parse(value ?? "");
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
