import { isJsonObject } from "../http/server-error.js";

/** What models are called, or said to be, that do something else than chat. */
const OTHER =
  /(?:^|[^a-z])(?:embed(?:der|ding)?s?|re-?rank(?:er|ing)?|tts|asr|stt|speech|transcri(?:be|ption)|voice|image|diffusion|moderation|guard|vad|ocr|clip)(?:[^a-z]|$)/i;
const FIELDS = ["type", "task", "kind", "capability"] as const;

/**
 * Returns the id of the first model in an OpenAI-compatible list that seems to chat: neither its id nor what the server
 * says of it names another use. Null where there is none.
 */
export function chatModel(list: readonly unknown[]): string | null {
  for (const model of list) {
    if (!isJsonObject(model) || typeof model.id !== "string" || model.id === "") continue;
    const said = [model.id, ...FIELDS.map((field) => model[field])].filter((one) => typeof one === "string");
    if (!said.some((one) => OTHER.test(one))) return model.id;
  }
  return null;
}
