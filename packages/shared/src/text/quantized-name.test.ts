import { describe, expect, test } from "vitest";
import { isQuantizedId, isQuantizedTag, modelNameKey } from "./quantized-name.js";

describe("the name of a repository", () => {
  test.each([
    "owner/Llama-2-7B-GGUF",
    "owner/Llama-GPTQ-Int4",
    "owner/model-AWQ",
    "owner/model-4bit",
    "owner/model-4-bit",
    "owner/model-bnb-4bit",
    "owner/model-Q4_K_M-GGUF",
    "owner/model-IQ3_XS",
    "owner/model.i1-GGUF",
    "owner/model-4.0bpw-exl2",
    "owner/model-quantized.w8a8",
    "owner/model-NVFP4",
    "owner/FLUX.1-dev-nf4",
  ])("%s says that it is a quantised copy", (id) => {
    expect(isQuantizedId(id)).toBe(true);
  });

  test.each([
    "owner/bge-m3",
    "owner/whisper-large-v3",
    "owner/quant-trading-model",
    "owner/my-quant",
    "gguf/model",
    "owner/gguf-tools",
    "owner/t5-v1",
    "gpt2",
  ])("%s says nothing of the kind", (id) => {
    expect(isQuantizedId(id)).toBe(false);
  });
});

test.each([
  ["gguf", true],
  ["4-bit", true],
  ["compressed-tensors", true],
  ["safetensors", false],
  ["16-bit", false],
])("the tag %s is one of quantised weights: %s", (tag, expected) => {
  expect(isQuantizedTag(tag)).toBe(expected);
});

test.each([
  ["TheBloke/Llama-2-7B-GGUF", "llama27b"],
  ["meta-llama/Llama-2-7b", "llama27b"],
  ["mradermacher/Some.Model-i1-GGUF", "somemodel"],
  ["gpt2", "gpt2"],
  ["owner/GGUF", "gguf"],
])("the copies of %s are named %s", (id, key) => {
  expect(modelNameKey(id)).toBe(key);
});
