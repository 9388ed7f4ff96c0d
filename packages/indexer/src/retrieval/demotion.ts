import type { RankingFacts } from "../ports/registry-reader.js";

/** `copy`: a quantised or mirrored upload of another model; `tool`: a tool that ships with the product. */
export type DemotedKind = "copy" | "tool";

/** The demoted kinds that a query asks for. */
export interface Wanted {
  readonly copies: boolean;
  /** Words that may name a tool. */
  readonly words: ReadonlySet<string>;
}

/** Formats of quantised copies and words for them, as people write them in queries. */
const COPY_WORDS = new Set(
  (
    "gguf ggml awq gptq exl2 exl3 mlx hqq aqlm nf4 fp4 fp8 nvfp4 mxfp4 int2 int3 int4 int8 bnb bitsandbytes bit bits " +
    "quant quants quantized quantised quantization quantisation mirror mirrored"
  ).split(" "),
);
/** "4bit", "8bits", "q4", "iq3". */
const WIDTH = /^(?:[2-8]bits?|i?q[2-8])$/;
const TOOLS = "builtin/";

/** Returns why a model ranks below others; null if it does not. */
export function demotedKind({ id, source, baseRelation }: RankingFacts): DemotedKind | null {
  if (source === "builtin" || id.startsWith(TOOLS)) return "tool";
  return baseRelation === "quantized" || baseRelation === "copy" ? "copy" : null;
}

/** Returns the demoted kinds that a query's lower-case words ask for. */
export function wantedBy(words: ReadonlySet<string>): Wanted {
  return { copies: [...words].some((word) => COPY_WORDS.has(word) || WIDTH.test(word)), words };
}

/** Returns true if a query asks for this model's demoted kind; then it is not demoted. */
export function isAskedFor({ id }: Pick<RankingFacts, "id">, kind: DemotedKind, wanted: Wanted): boolean {
  if (kind === "copy") return wanted.copies;
  const names = id.slice(TOOLS.length).split("-");
  return wanted.words.has("builtin") || names.every((name) => wanted.words.has(name));
}
