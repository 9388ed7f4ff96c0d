import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";
import { type HubAccess, hubCredential } from "./hub-access.js";
import { isModelId } from "./model-id.js";
import { parseWireModel, type WireModel } from "./wire-model.js";
import { LISTING_FIELDS } from "./wire-model-fields.js";

const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Returns a model by its present or a former id; null if it is gone, private or malformed. The result has the present
 * id.
 * @throws Fault BAD_RESPONSE for an answer that is no JSON, and what HttpClient throws.
 */
export async function readModel(
  http: HttpClient,
  hub: HubAccess,
  id: string,
  signal?: AbortSignal,
): Promise<WireModel | null> {
  if (!isModelId(id)) return null;
  const purpose = `read what the Hub says of ${id}`;
  const query = new URLSearchParams();
  for (const field of LISTING_FIELDS) query.append("expand[]", field);
  const response = await http.request({
    purpose,
    url: `${hub.endpoint}/api/models/${id.split("/").map(encodeURIComponent).join("/")}?${query}`,
    credential: hubCredential(hub),
    bucket: "api",
    maxBytes: MAX_BYTES,
    accept: [401, 403, 404, 410],
    signal,
  });
  return response.status < 300 ? parseWireModel(decodeJson(response, purpose)) : null;
}
