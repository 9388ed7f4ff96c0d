import { buffer } from "node:stream/consumers";
import type { Artifact, ArtifactReader } from "@hugginggpt/shared";

/** A file up to this size is put into the page; a larger one is beside it. */
const EMBEDDED_BYTES = 5_000_000;
/** Most bytes of all files in one page. */
const TOTAL_BYTES = 30_000_000;
/** Media that browsers show and that hold no script. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** A file in a page: a data: URL, or its name if it is beside the page. */
export interface PageMedia {
  readonly kind: "image" | "audio" | "video";
  readonly href: string;
}

/** Returns a run's media by name, for its page. Leaves out missing files and types that may hold scripts. */
export async function embeddedMedia(
  artifacts: readonly Artifact[],
  reader: ArtifactReader,
): Promise<ReadonlyMap<string, PageMedia>> {
  const media = new Map<string, PageMedia>();
  let room = TOTAL_BYTES;
  for (const { name, mediaType } of artifacts) {
    const content = SHOWN.test(mediaType) ? await reader.open(name) : null;
    const kind = kindOf(mediaType);
    if (!content || !kind) continue;
    const isSmall = content.bytes <= Math.min(EMBEDDED_BYTES, room);
    if (isSmall) room -= content.bytes;
    media.set(name, { kind, href: isSmall ? await dataUrl(content.read(), mediaType) : name });
  }
  return media;
}

function kindOf(mediaType: string): PageMedia["kind"] | null {
  const kind = mediaType.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" ? kind : null;
}

async function dataUrl(parts: AsyncIterable<Uint8Array>, mediaType: string): Promise<string> {
  return `data:${mediaType};base64,${(await buffer(parts)).toString("base64")}`;
}
