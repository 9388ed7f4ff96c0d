import type { Media } from "@hugginggpt/shared";

/** Returns a file as an address that holds it: `data:` with its type and its content in base64. */
export function dataAddress({ bytes, mediaType }: Pick<Media, "bytes" | "mediaType">): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}
