import { isSubtitles, subtitleProse } from "./subtitle-prose.js";

export { rtfProse } from "./rtf-prose.js";

const PAGE =
  /^\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html)[\s>]/i;

/**
 * Returns what a text file says to a reader: a web page (by its content or its media type) without markup, subtitles
 * without times; any other text, and a page that says nothing, as it is.
 */
export async function proseOf(text: string, mediaType: string): Promise<string> {
  if (isSubtitles(text)) return subtitleProse(text) || text;
  if (mediaType !== "text/html" && !PAGE.test(text)) return text;
  const { htmlProse } = await import("./html-prose.js");
  return htmlProse(text) || text;
}
