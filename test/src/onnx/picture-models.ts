import { asJson, type Files, labelNames, modelFiles } from "./files.js";
import { constants, floats, integers, model, node, weights } from "./onnx-writer.js";
import { table, tokenizer, WORDS, wordId } from "./tiny-tokenizer.js";

const COLOURS = ["red", "green", "blue"];
const pixels = floats("pixel_values", ["batch", 3, "height", "width"]);
const ids = integers("input_ids", ["texts", "length"]);

/** How a picture is brought to 32 x 32 values from 0 to 1. */
function processor(kind: string, more: Readonly<Record<string, unknown>> = {}): Files {
  return {
    "preprocessor_config.json": asJson({
      ...{ do_normalize: false, do_rescale: true, rescale_factor: 1 / 255, do_resize: true, resample: 2 },
      ...{ size: { height: 32, width: 32 }, image_processor_type: `${kind}ImageProcessor` },
      ...more,
    }),
  };
}

/** The mean of each colour, as `mean`. */
const mean = node("ReduceMean", ["pixel_values"], ["mean"], { axes: [2, 3], keepdims: 0 });

/** Names the strongest of three colours. */
export function colourModel(): Files {
  const graph = model({
    nodes: [mean, node("Mul", ["mean", "eight"], ["logits"])],
    weights: [weights("eight", [8], [1])],
    inputs: [pixels],
    outputs: [floats("logits", ["batch", 3])],
  });
  const config = {
    ...{ model_type: "vit", architectures: ["ViTForImageClassification"], ...labelNames(COLOURS) },
  };
  return modelFiles(config, { model: graph }, processor("ViT"));
}

/** Puts one box around the middle of a picture and names its colour. */
export function boxModel(): Files {
  const graph = model({
    nodes: [
      mean,
      node("Mul", ["mean", "eight"], ["colours"]),
      node("Gather", ["colours", "order"], ["four"], { axis: 1 }),
      node("Mul", ["four", "known"], ["scores"]),
      node("Unsqueeze", ["scores", "one"], ["logits"]),
      ...boxes("pixel_values"),
    ],
    weights: [
      ...[weights("eight", [8], [1]), constants("order", [0, 1, 2, 0]), weights("known", [1, 1, 1, 0], [4])],
      ...[constants("one", [1]), ...boxWeights()],
    ],
    inputs: [pixels, integers("pixel_mask", ["batch", "down", "across"])],
    outputs: [floats("logits", ["batch", 1, 4]), floats("pred_boxes", ["batch", 1, 4])],
  });
  const config = { model_type: "detr", architectures: ["DetrForObjectDetection"], ...labelNames(COLOURS) };
  const size = { size: { shortest_edge: 32, longest_edge: 64 }, do_pad: true };
  return modelFiles(config, { model: graph }, processor("Detr", size));
}

/** One box for each picture: centre, width and height as shares of the whole. */
function boxes(input: string): Uint8Array[] {
  return [
    node("Shape", [input], ["shape"]),
    node("Gather", ["shape", "first"], ["batch"]),
    node("Concat", ["batch", "tail"], ["wanted"], { axis: 0 }),
    node("Expand", ["box", "wanted"], ["pred_boxes"]),
  ];
}

function boxWeights(): Uint8Array[] {
  return [
    constants("first", [0]),
    constants("tail", [1, 4]),
    weights("box", [0.5, 0.5, 0.8, 0.6], [1, 1, 4]),
  ];
}

/** How alike words and a picture's mean colour are, for each text: rows of `W` hold a word's colour. */
const likeness = [
  mean,
  node("Gather", ["W", "input_ids"], ["rows"]),
  node("ReduceSum", ["rows", "one"], ["colours"], { keepdims: 0 }),
  node("Transpose", ["colours"], ["turned"], { perm: [1, 0] }),
  node("MatMul", ["mean", "turned"], ["alike"]),
];
const wordColours = (): Uint8Array[] => [
  weights("W", table(3, { red: [9, 0, 0], green: [0, 9, 0], blue: [0, 0, 9] }), [WORDS.length, 3]),
  constants("one", [1]),
];

/** Says which of some texts names a picture's colour. */
export function matchModel(): Files {
  const graph = model({
    nodes: [...likeness, node("Identity", ["alike"], ["logits_per_image"])],
    weights: wordColours(),
    inputs: [ids, pixels, integers("attention_mask", ["texts", "length"])],
    outputs: [floats("logits_per_image", ["batch", "texts"])],
  });
  const config = { model_type: "clip", architectures: ["CLIPModel"] };
  return modelFiles(config, { model: graph }, tokenizer(), processor("CLIP"));
}

/** Puts one box around what some texts name by its colour. */
export function namedBoxModel(): Files {
  const graph = model({
    nodes: [
      ...likeness,
      node("Add", ["alike", "unlikely"], ["scores"]),
      node("Unsqueeze", ["scores", "one"], ["logits"]),
      ...boxes("pixel_values"),
    ],
    weights: [...wordColours(), weights("unlikely", [-5], [1]), ...boxWeights()],
    inputs: [ids, pixels, integers("attention_mask", ["texts", "length"])],
    outputs: [floats("logits", ["batch", 1, "texts"]), floats("pred_boxes", ["batch", 1, 4])],
  });
  const config = { model_type: "owlvit", architectures: ["OwlViTForObjectDetection"] };
  return modelFiles(config, { model: graph }, tokenizer(), processor("OwlViT"));
}

/** Gives each pixel to its strongest colour. */
export function partsModel(): Files {
  const graph = model({
    nodes: [node("Identity", ["pixel_values"], ["logits"])],
    inputs: [pixels],
    outputs: [floats("logits", ["batch", 3, "height", "width"])],
  });
  const config = {
    ...{
      model_type: "segformer",
      architectures: ["SegformerForSemanticSegmentation"],
      ...labelNames(COLOURS),
    },
  };
  return modelFiles(config, { model: graph }, processor("Segformer"));
}

/** Takes what is light for near. */
export function depthModel(): Files {
  const graph = model({
    nodes: [node("ReduceMean", ["pixel_values"], ["predicted_depth"], { axes: [1], keepdims: 0 })],
    inputs: [pixels],
    outputs: [floats("predicted_depth", ["batch", "height", "width"])],
  });
  const config = { model_type: "depth_anything", architectures: ["DepthAnythingForDepthEstimation"] };
  return modelFiles(config, { model: graph }, processor("DPT"));
}

/** Gives a picture back, darker. */
export function darkerModel(): Files {
  const graph = model({
    nodes: [node("Mul", ["pixel_values", "half"], ["reconstruction"])],
    weights: [weights("half", [0.5], [1])],
    inputs: [pixels],
    outputs: [floats("reconstruction", ["batch", 3, "height", "width"])],
  });
  const config = { model_type: "swin2sr", architectures: ["Swin2SRForImageSuperResolution"] };
  return modelFiles(config, { model: graph }, processor("Swin2SR", { do_resize: false, do_pad: false }));
}

/** Two steps from a start to a colour of the picture and on; -9 for every other word. */
function sayColour(
  words: readonly string[],
  chain: { before: string; after: string },
  isEnd: boolean,
): Files {
  const count = words.length;
  const values = new Float32Array(count * count).fill(-9);
  const step = (from: string, to: string, value: number): void => {
    values[wordId(from, words) * count + wordId(to, words)] = value;
  };
  for (const colour of COLOURS) {
    step(chain.before, colour, 5);
    step(colour, chain.after, 9);
  }
  if (isEnd) step(chain.after, "[SEP]", 9);
  step("[CLS]", chain.before, 9);
  const colours = new Float32Array(3 * count);
  COLOURS.forEach((colour, i) => {
    colours[i * count + wordId(colour, words)] = 4;
  });
  const encoder = model({
    nodes: [mean, node("Unsqueeze", ["mean", "one"], ["last_hidden_state"])],
    weights: [constants("one", [1])],
    inputs: [pixels],
    outputs: [floats("last_hidden_state", ["batch", 1, 3])],
  });
  const decoder = model({
    nodes: [
      node("Gather", ["W", "input_ids"], ["next"]),
      node("MatMul", ["encoder_hidden_states", "C"], ["seen"]),
      node("Add", ["next", "seen"], ["logits"]),
    ],
    weights: [weights("W", values, [count, count]), weights("C", colours, [3, count])],
    inputs: [ids, floats("encoder_hidden_states", ["batch", "parts", 3])],
    outputs: [floats("logits", ["batch", "length", count])],
  });
  const tokens = { decoder_start_token_id: 2, eos_token_id: 3, pad_token_id: 0 };
  const config = {
    ...{ model_type: "vision-encoder-decoder", architectures: ["VisionEncoderDecoderModel"] },
    ...{ is_encoder_decoder: true, ...tokens, encoder: { model_type: "vit" } },
    decoder: {
      ...{ model_type: "gpt2", n_layer: 1, n_head: 1, n_embd: 2, vocab_size: count },
      ...{ is_encoder_decoder: false, add_cross_attention: true, max_position_embeddings: 64 },
    },
  };
  const generation = { "generation_config.json": asJson({ ...tokens, max_new_tokens: 8 }) };
  return modelFiles(
    config,
    { encoder_model: encoder, decoder_model_merged: decoder },
    ...[processor("ViT"), generation],
  );
}

/** Describes every picture by its colour: "a red picture". */
export function captionModel(): Files {
  const words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", ...COLOURS, "picture"];
  const files = sayColour(words, { before: "a", after: "picture" }, true);
  return { ...files, ...tokenizer({ words, special: words.slice(0, 4), bare: true }) };
}

/** Answers every question about a document with its colour. */
export function documentModel(): Files {
  const marks = ["<s_docvqa>", "<s_question>", "</s_question>", "<s_answer>", "</s_answer>"];
  const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ...marks];
  const words = [...special, ...COLOURS, "what", "colour", "?"];
  const files = sayColour(words, { before: "<s_answer>", after: "</s_answer>" }, true);
  return { ...files, ...tokenizer({ words, special, bare: true }) };
}
