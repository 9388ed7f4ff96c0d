import { isFault, type Settings } from "@hugginggpt/shared";
import { decodeText, readBody } from "@hugginggpt/shared/http";
import { OpenAIError } from "openai";
import { z } from "zod";
import { openAiClient } from "./openai-client.js";

const MAX_BYTES = 4 * 1024 * 1024;
const listShape = z.looseObject({ data: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });

/**
 * Returns the id of the first model that an OpenAI-compatible server lists. Null where it lists none, refuses or does
 * not answer: the first chat call then says what is wrong with the server.
 */
export async function firstModel(settings: Settings, fetch: typeof globalThis.fetch): Promise<string | null> {
  const { openaiBaseUrl: baseUrl, openaiApiKey: apiKey } = settings;
  const client = openAiClient({ baseUrl, apiKey, fetch });
  try {
    const response = await client.models.list().asResponse();
    const bytes = await readBody(response.body ?? [], MAX_BYTES, "list the server's models");
    const list = listShape.safeParse(JSON.parse(decodeText(bytes).text));
    return list.success ? (list.data.data[0]?.id ?? null) : null;
  } catch (error) {
    if (error instanceof OpenAIError || error instanceof SyntaxError || isFault(error)) return null;
    throw error;
  }
}
