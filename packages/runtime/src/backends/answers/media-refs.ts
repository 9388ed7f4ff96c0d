import { isObject } from "./json-value.js";

/** Where an answer's file is: at an address, or in the answer itself. */
export type MediaRef = { readonly url: string } | { readonly base64: string };

/** Fields in which providers put their files, the most specific first. */
const FIELDS = [
  "video",
  "videos",
  "images",
  "image",
  "depth",
  "audio",
  "audio_file",
  "audio_url",
  "video_url",
  "image_url",
  "blob",
  "b64_json",
  "model_glb",
  "model_mesh",
  "model_urls",
  "glb",
  "outputs",
  "output",
  "data",
  "image_result",
  "video_result",
  "content",
  "task",
  "url",
] as const;
const MAX_DEPTH = 5;
const BASE64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;

/**
 * Returns where the files of a JSON answer are; empty if it names none. Of several fields the first in the order
 * above that holds files counts. Text that is neither an http(s) address nor base64 is skipped.
 */
export function mediaRefs(json: unknown): MediaRef[] {
  return collect(json, MAX_DEPTH);
}

function collect(json: unknown, depth: number): MediaRef[] {
  if (depth === 0) return [];
  if (typeof json === "string") return refOf(json);
  if (Array.isArray(json)) return json.flatMap((item) => collect(item, depth - 1));
  if (!isObject(json)) return [];
  for (const field of FIELDS) {
    const found = collect(json[field], depth - 1);
    if (found.length > 0) return found;
  }
  return [];
}

function refOf(text: string): MediaRef[] {
  const data = /^data:[\w/+.;=-]*?;base64,/.exec(text.slice(0, 200));
  if (data) return [{ base64: text.slice(data[0].length) }];
  if (/^https?:\/\//.test(text)) return [{ url: text }];
  // A whole file is not run through the pattern: its beginning tells.
  return BASE64.test(text.slice(0, 4000)) ? [{ base64: text }] : [];
}
