/** Formats and widths in the names of quantised copies: `-GGUF`, `-AWQ`, `-4bit`, `-Q4_K_M`. */
const FORMAT =
  "gguf|ggml|awq|gptq|exl2|exl3|hqq|aqlm|quip|nf4|fp4|fp8|nvfp4|mxfp4|int2|int3|int4|int8|w4a16|w8a8|w8a16|bnb|i1|[2-8](?:[.-]\\d)?-?bits?|[2-8](?:\\.\\d+)?bpw|i?q[2-8](?:[-_][0-9a-z]{1,2}){0,3}|quantized";
/** The format is at the end, possibly with other marks after it: `-GPTQ-Int4`, `-AWQ-INT4`, `-GGUF-v2`. */
const ENDING = new RegExp(
  `[-_.](?!i1$)(?:${FORMAT})(?:[-_.](?:${FORMAT}|v\\d+|\\d+g|imatrix|imat|dynamic|ov|g(?:roup)?\\d+))*$`,
  "i",
);
const TAG = /^(?:gguf|awq|gptq|exl2|exl3|hqq|bitsandbytes|compressed-tensors|quantized|[2-8]-?bit)$/i;

/** Returns true for an id that names a quantised copy, such as `owner/Model-7B-GGUF`. */
export function isQuantizedId(id: string): boolean {
  return ENDING.test(id);
}

/** Returns true for a tag that only quantised weights carry. */
export function isQuantizedTag(tag: string): boolean {
  return TAG.test(tag);
}

/**
 * Returns the common name of a model's copies, without owner, quantisation, case and separators:
 * `TheBloke/Llama-2-7B-GGUF` and `meta-llama/Llama-2-7b` are both "llama27b".
 */
export function modelNameKey(id: string): string {
  const name = id.slice(id.indexOf("/") + 1);
  return name
    .replace(ENDING, "")
    .toLowerCase()
    .replace(/[-_.]+/g, "");
}
