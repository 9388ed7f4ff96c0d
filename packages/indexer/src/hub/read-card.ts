import { Fault } from "@hugginggpt/shared";
import { decodeText, type HttpClient, type HttpResponse } from "@hugginggpt/shared/http";
import type { CardTodo } from "../ports/registry-store.js";
import { type HubAccess, hubCredential } from "./hub-access.js";
import { isModelId } from "./model-id.js";

/** What the Hub answered to a request for a card. */
export type CardAnswer =
  | {
      readonly state: "read";
      readonly markdown: string;
      readonly etag: string | null;
      /** The model's new id, if the Hub redirected to one; else null. */
      readonly movedTo: string | null;
    }
  /** The stored card is up to date. */
  | { readonly state: "unchanged"; readonly movedTo: string | null }
  | { readonly state: "missing" }
  /** It cannot be read without the owner's permission. */
  | { readonly state: "gated" };

const MAX_CARD_BYTES = 10 * 1024 * 1024;
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{1,200}"$/;
const LFS_POINTER = "version https://git-lfs.github.com/spec/";

/**
 * Returns a model's README with its front matter. A gated card is not requested without a token. Invalid UTF-8 becomes
 * replacement characters; a file that is not text is an empty card.
 * @throws Fault CREDENTIALS_REJECTED if the Hub rejects the token, BAD_RESPONSE for a web page instead of a README,
 * RESPONSE_TOO_LARGE above 10 MiB, and what HttpClient throws.
 */
export async function readCard(
  http: HttpClient,
  hub: HubAccess,
  todo: Pick<CardTodo, "id" | "gated" | "etag">,
  signal?: AbortSignal,
): Promise<CardAnswer> {
  if (!isModelId(todo.id)) return { state: "missing" };
  if (todo.gated && !hub.token) return { state: "gated" };
  const purpose = `read the card of ${todo.id}`;
  const response = await http.request({
    purpose,
    url: `${hub.endpoint}/${todo.id.split("/").map(encodeURIComponent).join("/")}/raw/main/README.md`,
    headers: todo.etag && ETAG.test(todo.etag) ? { "if-none-match": todo.etag } : {},
    credential: hubCredential(hub),
    bucket: "resolvers",
    maxBytes: MAX_CARD_BYTES,
    accept: [304, 401, 403, 404, 410],
    signal,
  });
  const movedTo = newId(todo.id, response.url);
  if (response.status === 304) return { state: "unchanged", movedTo };
  if (response.status === 404 || response.status === 410) return { state: "missing" };
  if (response.status === 401 || response.status === 403) return refusal(response, hub, purpose);
  return { ...cardOf(response, purpose), movedTo };
}

/** Returns the id in the address that answered; null if it is the same one, whatever its case. */
function newId(id: string, address: string): string | null {
  const path = URL.canParse(address) ? new URL(address).pathname : "";
  const found = /\/([^/]+(?:\/[^/]+)?)\/raw\/main\/README\.md$/.exec(path)?.[1] ?? "";
  return isModelId(found) && found.toLowerCase() !== id.toLowerCase() ? found : null;
}

/**
 * Without a token the Hub answers 401 for gated, private and missing models alike. With one, 401 means that it rejects
 * the token, unless the answer names a gate.
 */
function refusal(response: HttpResponse, hub: HubAccess, purpose: string): CardAnswer {
  const gate = response.headers.get("x-error-code") === "GatedRepo";
  if (gate || response.status === 403 || !hub.token) return { state: "gated" };
  throw new Fault("CREDENTIALS_REJECTED", `Could not ${purpose}: the Hub does not accept the token`, {
    wanted: purpose,
    came: `HTTP ${response.status}`,
    next: "Check HF_TOKEN, or unset it to read what is public.",
    status: response.status,
  });
}

function cardOf(response: HttpResponse, purpose: string) {
  const { text, lossy } = decodeText(response.bytes);
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("text/html") && /^\s*<(?:!doctype|html)/i.test(text.slice(0, 200))) {
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: a web page came instead of the file`, {
      wanted: "a README",
      came: type,
      next: "Check HF_ENDPOINT and the proxy.",
    });
  }
  const etag = response.headers.get("etag");
  return {
    state: "read" as const,
    markdown: proseOf(text, lossy),
    etag: etag && ETAG.test(etag) ? etag : null,
  };
}

/**
 * Returns the bytes of a README as text; invalid UTF-8 becomes replacement characters. Returns an empty text for a
 * binary file and for the pointer of a file in LFS.
 */
export function readmeText(bytes: Uint8Array): string {
  const { text, lossy } = decodeText(bytes);
  return proseOf(text, lossy);
}

function proseOf(text: string, lossy: boolean): string {
  const binary = lossy && text.includes("\0");
  return binary || text.startsWith(LFS_POINTER) ? "" : text;
}
