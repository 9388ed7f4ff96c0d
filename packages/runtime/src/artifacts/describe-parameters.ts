import { type ArgValue, isMedia, printable, type ResolvedArgs, redact } from "@hugginggpt/shared";
import { sha256Of } from "../objects/sha256.js";
import type { ManifestEntry } from "./manifest.js";

type Parameters = ManifestEntry["parameters"];

/** Longer texts are named by their hash. */
const MAX_CHARACTERS = 1_000;
const MAX_ITEMS = 100;

/**
 * Returns a model's arguments for a manifest: numbers and texts unchanged, except for control characters and apparent
 * credentials; texts over 1,000 characters, files and tables by SHA-256 and size.
 */
export function describeParameters(args: ResolvedArgs): Parameters {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, describe(value)]));
}

function describe(value: ArgValue): Parameters[string] {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string") return describeText(value);
  if (isMedia(value))
    return {
      sha256: sha256Of(value.bytes),
      bytes: value.bytes.byteLength,
      mediaType: value.mediaType,
      ...(value.sound?.seconds ? { seconds: value.sound.seconds } : {}),
    };
  if (isList(value)) {
    return value.length > MAX_ITEMS
      ? { sha256: sha256Of(JSON.stringify(value)), items: value.length }
      : value.map(describeText);
  }
  return { sha256: sha256Of(JSON.stringify(value)), columns: Object.keys(value).length };
}

function describeText(text: string): Parameters[string] {
  return text.length > MAX_CHARACTERS
    ? { sha256: sha256Of(text), characters: text.length }
    : redact(printable(text));
}

function isList(value: Exclude<ArgValue, string | number>): value is readonly string[] {
  return Array.isArray(value);
}
