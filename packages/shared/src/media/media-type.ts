import type { MediaKind } from "../nouns/value.js";
import { readableText } from "../text/readable-text.js";

/** The type of a file, by its content. */
export interface MediaType {
  readonly kind: MediaKind;
  /** `image/png` */
  readonly mediaType: string;
  /** Extension without the dot. */
  readonly extension: string;
}

/** Alternative names of types, and the name that players and servers know best. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "audio/x-flac": "audio/flac",
  "audio/x-m4a": "audio/mp4",
  "audio/vnd.wave": "audio/wav",
  "audio/x-wav": "audio/wav",
};

const HEAD_BYTES = 4096;
/** A file no longer than a signature has the type of the signature. */
const SIGNATURE_BYTES = 6;
const STL_FACE = "facet normal ";

/**
 * Returns the media type of some bytes; null for text, unknown formats and an empty file. Ignores names and declared
 * types. SVG is null: it is a program as much as a picture. A file that is text throughout is no picture, sound or
 * video, whatever its first letters mean elsewhere ("BMW sales rose", "MZ", "ID3", the mark of UTF-16).
 */
export async function mediaTypeOf(bytes: Uint8Array): Promise<MediaType | null> {
  if (bytes.byteLength === 0) return null;
  const text = bytes.byteLength > SIGNATURE_BYTES ? readableText(bytes).text : null;
  if (text !== null && !text.includes(STL_FACE)) return textual3d(bytes);
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!found) return textual3d(bytes);
  const mediaType = SPELLINGS[found.mime] ?? found.mime;
  const kind = kindOf(mediaType);
  if (!kind || (text !== null && !isStl(text, mediaType))) return textual3d(bytes);
  return { kind, mediaType, extension: found.ext };
}

/** STL is the one format of text among those that are known by their first bytes: it has faces. */
function isStl(text: string, mediaType: string): boolean {
  return mediaType === "model/stl" && /^[ \t]*facet normal /m.test(text);
}

function kindOf(mediaType: string): MediaKind | null {
  if (mediaType === "image/svg+xml") return null;
  if (mediaType.startsWith("image/")) return "image";
  if (mediaType.startsWith("audio/")) return "audio";
  if (mediaType.startsWith("video/")) return "video";
  return mediaType.startsWith("model/") ? "3d" : null;
}

/** The 3D formats that are text: glTF (JSON with an asset version), PLY and Wavefront OBJ (vertices and faces). */
function textual3d(bytes: Uint8Array): MediaType | null {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
  if (/^\s*\{/.test(head) && /"asset"\s*:\s*\{[^}]*"version"/.test(head))
    return { kind: "3d", mediaType: "model/gltf+json", extension: "gltf" };
  if (/^ply\r?\nformat /.test(head)) return { kind: "3d", mediaType: "model/ply", extension: "ply" };
  if (/^(#[^\n]*\n|\s|mtllib [^\n]*\n|[og] [^\n]*\n)*v +-?[\d.]+ +-?[\d.]+ +-?[\d.]+/.test(head))
    return { kind: "3d", mediaType: "model/obj", extension: "obj" };
  return null;
}
