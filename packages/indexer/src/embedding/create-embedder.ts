import { didYouMeanForm, type Embedder, Fault, oneLine } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { hashedEmbedder } from "./hashed-embedder.js";
import { hfEmbedder } from "./hf-embedder.js";
import { openaiEmbedder } from "./openai-embedder.js";
import { type RemoteOptions, remoteEmbedder } from "./remote-embedder.js";

export interface EmbedderDeps {
  readonly http: HttpClient;
  readonly openai: { readonly baseUrl: string; readonly apiKey: string | null };
  /** Makes vectors on this machine with the model of `local:<model>`; absent or null without the runtime. */
  readonly local?: Pick<Embedder, "name" | "embed"> | null;
  readonly hf: { readonly inferenceEndpoint: string; readonly token: string | null };
}

/** Texts in one call to a model on this machine: more are no faster, and take memory. */
const LOCAL_BATCH = 32;

/** The forms that `--embedder` accepts. */
const FORMS = ["hashed", "openai:<model>", "hf:<owner/model>", "local:<owner/model>"];

/**
 * Returns the embedder named `hashed`, `openai:<model>`, `hf:<model>` or `local:<model>`. The stored name `hashed-v1`
 * works, too.
 * @throws Fault USAGE for anything else, NOT_INSTALLED without the runtime for local models.
 */
export function createEmbedder(spec: string, deps: EmbedderDeps): Embedder {
  if (spec === "hashed" || spec === hashedEmbedder.name) return hashedEmbedder;
  const [, kind, model] = /^(openai|hf):([\w./:@-]{1,200})$/.exec(spec) ?? [];
  if (kind === "openai" && model !== undefined)
    return openaiEmbedder({ model, ...deps.openai, http: deps.http });
  if (kind === "hf" && model !== undefined && /^[\w.-]+(\/[\w.-]+)?$/.test(model) && !model.includes(".."))
    return hfEmbedder({ model, endpoint: deps.hf.inferenceEndpoint, token: deps.hf.token, http: deps.http });
  if (spec.startsWith("local:")) return localEmbedder(deps.local ?? null);
  throw new Fault("USAGE", "Unknown embedder", {
    wanted: FORMS.join(", "),
    came: oneLine(spec, 80),
    next: `${didYouMeanForm(oneLine(spec, 80), FORMS)} Set --embedder or HUGGINGGPT_EMBEDDER to one of them, for instance hf:sentence-transformers/all-MiniLM-L6-v2.`.trimStart(),
  });
}

function localEmbedder(vectors: NonNullable<EmbedderDeps["local"]> | null): Embedder {
  if (vectors) {
    const { name } = vectors;
    const call: RemoteOptions["call"] = (texts, signal, purpose) => vectors.embed(texts, purpose, signal);
    return remoteEmbedder({ name, batchSize: LOCAL_BATCH, call });
  }
  throw new Fault("NOT_INSTALLED", "The runtime for local models is not installed", {
    came: "an embedder local:<model>",
    next: "Install it with `hugginggpt local install`, or use --embedder hashed.",
  });
}
