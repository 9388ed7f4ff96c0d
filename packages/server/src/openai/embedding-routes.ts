import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Embedder } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";
import type { GuardedEnv } from "../guard/access.js";

const MOST_TEXTS = 2048;

const route = createRoute({
  method: "post",
  path: "/v1/embeddings",
  summary: "Texts to vectors, by the registry's embedder",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .looseObject({
              model: z.string(),
              input: z.union([z.string(), z.array(z.string()).min(1).max(MOST_TEXTS)]),
              encoding_format: z.enum(["float", "base64"]).default("float"),
            })
            .openapi("EmbeddingRequest"),
        },
      },
    },
  },
  responses: {
    200: { description: "A vector for each text", content: { "application/json": { schema: z.object({}) } } },
  },
});

/** Adds OpenAI's route for embeddings. Its model is the registry's embedder, by its name or as `hugginggpt`. */
export function addEmbeddingRoutes(app: OpenAPIHono<GuardedEnv>, embedder: Embedder): void {
  app.openapi(route, async (context) => {
    const { input, encoding_format, model } = context.req.valid("json");
    if (model !== embedder.name && model !== "hugginggpt")
      throw new Refusal("MODEL_NOT_FOUND", `There is no embedder ${model} here`, `Ask for ${embedder.name}.`);
    const texts = typeof input === "string" ? [input] : input;
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += embedder.batchSize) {
      const batch = texts.slice(from, from + embedder.batchSize);
      vectors.push(...(await embedder.embed(batch, "document", context.req.raw.signal)));
    }
    const data = vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: encoding_format === "base64" ? base64(vector) : [...vector],
    }));
    const usage = { prompt_tokens: 0, total_tokens: 0 };
    return context.json({ object: "list", model: embedder.name, data, usage }, 200);
  });
}

/** Encodes a vector as little-endian 32-bit floats, as OpenAI's clients expect. */
function base64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, place) => void bytes.writeFloatLE(value, place * 4));
  return bytes.toString("base64");
}
