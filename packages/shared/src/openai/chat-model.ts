import { isJsonObject, type JsonObject } from "../text/json.js";

/** Words in names and descriptions of models that do not chat. */
const OTHER =
  /(?:^|[^a-z])(?:embed(?:der|ding)?s?|re-?rank(?:er|ing)?|tts|asr|stt|speech|transcri(?:be|ption)|voice|image|diffusion|moderation|guard|vad|ocr|clip|whisper|minilm|bge|gte|e5|colbert|dall-e)(?:[^a-z]|$)/i;
/**
 * The fields in which servers describe a model's abilities: LM Studio, Together, llama.cpp, Infinity, Mistral,
 * OpenRouter.
 */
const CHATS = /chat|complet|generat|convers|(?:^|[^a-z])(?:llm|vlm|text|language)(?:[^a-z]|$)/i;
const KINDS = ["type", "task", "kind", "capability"] as const;

/**
 * Returns the ids of the models in an OpenAI-compatible list that may chat: neither the id nor the description names
 * another use. Models that the server describes as chat models come first.
 */
export function chatModels(list: readonly unknown[]): string[] {
  const models = list.flatMap((model) =>
    isJsonObject(model) && typeof model.id === "string" && model.id !== ""
      ? [{ id: model.id, says: whatIsSaid(model) }]
      : [],
  );
  const said = models.filter(({ says }) => says === true);
  const silent = models.filter(({ id, says }) => says === null && !OTHER.test(id));
  return [...said, ...silent].map(({ id }) => id);
}

/** Returns whether the server describes a model as a chat model; null if it does not say. */
function whatIsSaid(model: JsonObject): boolean | null {
  const kinds = KINDS.map((field) => model[field]).filter((one) => typeof one === "string");
  const { capabilities, architecture } = model;
  const outputs = isJsonObject(architecture) ? architecture.output_modalities : null;
  const lists = [capabilities, outputs].filter((one) => Array.isArray(one) && one.length > 0);
  const flags = isJsonObject(capabilities)
    ? Object.entries(capabilities).filter(([name, value]) => CHATS.test(name) && typeof value === "boolean")
    : [];
  const said = [
    ...kinds.filter((kind) => kind !== "model").map((kind) => CHATS.test(kind) && !OTHER.test(kind)),
    ...lists.map((one) => (Array.isArray(one) ? one : []).some((part) => CHATS.test(String(part)))),
    ...(flags.length > 0 ? [flags.some(([, value]) => value === true)] : []),
  ];
  return said.length === 0 ? null : said.every(Boolean);
}
