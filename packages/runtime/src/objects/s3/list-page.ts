import { Fault } from "@hugginggpt/shared";
import type { ListedObject } from "../object-store.js";

/** A page of a listing (ListObjectsV2 with `encoding-type=url`). */
export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** The token of the next page; null for the last one. */
  readonly next: string | null;
}

/**
 * Returns a page of a listing. Only elements without attributes are read from its XML; their text is a number, a time
 * or percent-encoded. @throws Fault BAD_RESPONSE for anything else.
 */
export function listPage(xml: Uint8Array): ListPage {
  const text = new TextDecoder().decode(xml);
  if (!text.includes("<ListBucketResult")) throw notListed("no ListBucketResult");
  const objects = [...text.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, inner = ""]) => {
    const changed = Date.parse(elementText(inner, "LastModified"));
    const bytes = Number(elementText(inner, "Size"));
    if (Number.isNaN(changed) || !Number.isInteger(bytes)) throw notListed("an object without size and time");
    return { key: decodeURIComponent(elementText(inner, "Key").replaceAll("+", " ")), bytes, changed };
  });
  const token = unescaped(
    elementText(text.replace(/<Contents>.*<\/Contents>/s, ""), "NextContinuationToken"),
  );
  return { objects, next: token === "" ? null : token };
}

/** Returns the text of the first element of a name that has no attributes; empty if there is none. */
export function elementText(xml: string, name: string): string {
  const from = xml.indexOf(`<${name}>`);
  const to = xml.indexOf(`</${name}>`, from);
  return from < 0 || to < 0 ? "" : xml.slice(from + name.length + 2, to);
}

function unescaped(text: string): string {
  const marks: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => marks[name] ?? whole);
}

function notListed(came: string): Fault {
  return new Fault("BAD_RESPONSE", "The store's listing of objects cannot be read", {
    wanted: "ListObjectsV2 of the S3 API",
    came,
    next: "Check AWS_ENDPOINT_URL_S3: is it an S3-compatible store?",
  });
}
