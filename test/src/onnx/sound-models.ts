import { asJson, type Files, labelNames, modelFiles } from "./files.js";
import { constants, floats, model, node, weights } from "./onnx-writer.js";
import { vocabulary } from "./tiny-tokenizer.js";

const samples = floats("input_values", ["batch", "samples"]);
const LETTERS = ["<pad>", "<s>", "</s>", "<unk>", "|", "A", "B"];

const listener: Files = {
  "preprocessor_config.json": asJson({
    ...{ feature_extractor_type: "Wav2Vec2FeatureExtractor", do_normalize: false, feature_size: 1 },
    ...{ sampling_rate: 16_000, padding_value: 0, return_attention_mask: false },
  }),
};

/** Says whether a recording is loud. */
export function loudnessModel(): Files {
  const graph = model({
    nodes: [
      node("Abs", ["input_values"], ["size"]),
      node("ReduceMean", ["size"], ["mean"], { axes: [1], keepdims: 1 }),
      node("Mul", ["mean", "factor"], ["scaled"]),
      node("Add", ["scaled", "bias"], ["logits"]),
    ],
    weights: [weights("factor", [0, 40], [1, 2]), weights("bias", [4, 0], [1, 2])],
    inputs: [samples],
    outputs: [floats("logits", ["batch", 2])],
  });
  const config = {
    ...{ model_type: "wav2vec2", architectures: ["Wav2Vec2ForSequenceClassification"] },
    ...labelNames(["quiet", "loud"]),
  };
  return modelFiles(config, { model: graph }, listener);
}

/** Writes an A for each stretch of sound: a letter for every 320 samples. */
export function letterModel(): Files {
  const graph = model({
    nodes: [
      node("Abs", ["input_values"], ["size"]),
      node("Unsqueeze", ["size", "one"], ["rows"]),
      node("AveragePool", ["rows"], ["means"], { kernel_shape: [320], strides: [320] }),
      node("Transpose", ["means"], ["turned"], { perm: [0, 2, 1] }),
      node("Mul", ["turned", "factor"], ["scaled"]),
      node("Add", ["scaled", "bias"], ["logits"]),
    ],
    weights: [
      constants("one", [1]),
      weights("factor", [0, 0, 0, 0, 0, 40, 0], [1, 1, 7]),
      weights("bias", [4, -9, -9, -9, -9, 0, -9], [1, 1, 7]),
    ],
    inputs: [samples],
    outputs: [floats("logits", ["batch", "frames", 7])],
  });
  const config = {
    model_type: "wav2vec2",
    architectures: ["Wav2Vec2ForCTC"],
    vocab_size: 7,
    pad_token_id: 0,
  };
  return modelFiles(config, { model: graph }, listener, letterTokenizer());
}

function letterTokenizer(): Files {
  const added = LETTERS.slice(0, 4).map((content, id) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
  }));
  return {
    "tokenizer.json": asJson({
      version: "1.0",
      ...{ truncation: null, padding: null, added_tokens: added, normalizer: null, post_processor: null },
      pre_tokenizer: { type: "Split", pattern: { Regex: "" }, behavior: "Isolated", invert: false },
      decoder: { type: "CTC", pad_token: "<pad>", word_delimiter_token: "|", cleanup: true },
      model: { type: "WordLevel", vocab: vocabulary(LETTERS), unk_token: "<unk>" },
    }),
    "tokenizer_config.json": asJson({
      ...{ tokenizer_class: "Wav2Vec2CTCTokenizer", pad_token: "<pad>", unk_token: "<unk>" },
      ...{ bos_token: "<s>", eos_token: "</s>", word_delimiter_token: "|" },
    }),
  };
}
