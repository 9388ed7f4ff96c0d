import type { RankingFacts } from "../ports/registry-reader.js";

/** Quantised and mirrored uploads of another model; tools that ship with the product. */
export type DemotedKind = "copy" | "tool";

/** What of the demoted kinds a query asks for. */
export interface Wanted {
  readonly copies: boolean;
  /** Words that may name a tool. */
  readonly words: ReadonlySet<string>;
}

/** Formats of quantised copies, and words for them, as people search for them. */
const COPY_WORDS = new Set(
  (
    "gguf ggml awq gptq exl2 exl3 mlx hqq aqlm nf4 fp4 fp8 nvfp4 mxfp4 int2 int3 int4 int8 bnb bitsandbytes bit bits " +
    "quant quants quantized quantised quantization quantisation mirror mirrored"
  ).split(" "),
);
/** "4bit", "8bits", "q4", "iq3". */
const WIDTH = /^(?:[2-8]bits?|i?q[2-8])$/;
const TOOLS = "builtin/";

/** Returns as what a model loses against others; null for a model of its own. */
export function demotedKind({ id, source, baseRelation }: RankingFacts): DemotedKind | null {
  if (source === "builtin" || id.startsWith(TOOLS)) return "tool";
  return baseRelation === "quantized" || baseRelation === "copy" ? "copy" : null;
}

/** Returns what the words of a query, lower case, ask for. */
export function wantedBy(words: ReadonlySet<string>): Wanted {
  return { copies: [...words].some((word) => COPY_WORDS.has(word) || WIDTH.test(word)), words };
}

/** Returns whether a query asks for a demoted kind, so that it stands where it would otherwise. */
export function isAskedFor({ id }: Pick<RankingFacts, "id">, kind: DemotedKind, wanted: Wanted): boolean {
  if (kind === "copy") return wanted.copies;
  const names = id.slice(TOOLS.length).split("-");
  return wanted.words.has("builtin") || names.every((name) => wanted.words.has(name));
}
