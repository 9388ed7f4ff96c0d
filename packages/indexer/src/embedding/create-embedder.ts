import { type Embedder, Fault, oneLine } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { hashedEmbedder } from "./hashed-embedder.js";
import { hfEmbedder } from "./hf-embedder.js";
import { openaiEmbedder } from "./openai-embedder.js";

export interface EmbedderDeps {
  readonly http: HttpClient;
  readonly openai: { readonly baseUrl: string; readonly apiKey: string | null };
  readonly hf: { readonly inferenceEndpoint: string; readonly token: string | null };
}

/**
 * Returns the embedder that `hashed`, `openai:<model>` or `hf:<model>` names; `hashed-v1`, as it is stored, works too.
 * @throws Fault USAGE for anything else.
 */
export function createEmbedder(spec: string, deps: EmbedderDeps): Embedder {
  if (spec === "hashed" || spec === hashedEmbedder.name) return hashedEmbedder;
  const [, kind, model] = /^(openai|hf):([\w./:@-]{1,200})$/.exec(spec) ?? [];
  if (kind === "openai" && model !== undefined)
    return openaiEmbedder({ model, ...deps.openai, http: deps.http });
  if (kind === "hf" && model !== undefined && /^[\w.-]+(\/[\w.-]+)?$/.test(model) && !model.includes(".."))
    return hfEmbedder({ model, endpoint: deps.hf.inferenceEndpoint, token: deps.hf.token, http: deps.http });
  throw new Fault("USAGE", "Unknown embedder", {
    wanted: "hashed, openai:<model> or hf:<owner/model>",
    came: oneLine(spec, 80),
    next: "Set --embedder or HUGGINGGPT_EMBEDDER to one of them, for instance hf:sentence-transformers/all-MiniLM-L6-v2.",
  });
}
