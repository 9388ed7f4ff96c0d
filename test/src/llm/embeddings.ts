import { createHash } from "node:crypto";
import { bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";
import { json, type Reply } from "../loopback/reply.js";
import { apiError } from "./chat-completion.js";

/** Length of the simulated vectors, unless the call asks for `dimensions`. */
export const SIMULATED_DIMENSIONS = 64;

/**
 * Answers `POST /v1/embeddings`: a vector of unit length for each text, as numbers or, for `encoding_format: base64`,
 * as little-endian 32-bit floats. 400 for an input that is no text or list of texts.
 */
export function answerEmbeddings(request: LoopbackRequest): Reply {
  const { input, model, encoding_format: format, dimensions } = bodyObject(request);
  const texts = typeof input === "string" ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((one) => typeof one === "string")) {
    return apiError(400, "'input' must be a text or a list of texts", null, "input");
  }
  const length = typeof dimensions === "number" ? dimensions : SIMULATED_DIMENSIONS;
  const data = texts.map((one, index) => {
    const vector = simulatedVector(one, length);
    const embedding = format === "base64" ? Buffer.from(vector.buffer).toString("base64") : [...vector];
    return { object: "embedding", index, embedding };
  });
  const tokens = texts.reduce((sum, one) => sum + Math.ceil(one.length / 4), 0);
  return json({ object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

/** Returns a vector of unit length that texts with common words share in part; zeros for a text without words. */
export function simulatedVector(text: string, length: number): Float32Array {
  const vector = new Float32Array(length);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const digest = createHash("sha256").update(word).digest();
    for (let i = 0; i < 4; i++) {
      const at = digest.readUInt16LE(i * 4) % length;
      vector[at] = (vector[at] ?? 0) + (digest.readUInt16LE(i * 4 + 2) % 2 === 0 ? 1 : -1);
    }
  }
  const norm = Math.hypot(...vector);
  return norm === 0 ? vector : vector.map((value) => value / norm);
}
