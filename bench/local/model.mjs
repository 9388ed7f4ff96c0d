// Writes an embedding model of the size of a small sentence transformer (22 million numbers) with generated weights.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { modelFiles } from "../../test/dist/onnx/files.js";
import { floats, integers, model, node, weights } from "../../test/dist/onnx/onnx-writer.js";
import { tokenizer, WORDS } from "../../test/dist/onnx/tiny-tokenizer.js";

const [WIDTH, INNER, LAYERS] = [384, 1536, 18];

export function writeModel(dir) {
  const random = numbers(1);
  const table = weights("table", Float32Array.from({ length: WORDS.length * WIDTH }, random), [
    WORDS.length,
    WIDTH,
  ]);
  const layers = Array.from({ length: LAYERS }, (_, i) => layer(i, random));
  const graph = model({
    nodes: [
      node("Gather", ["table", "input_ids"], ["x0"]),
      ...layers.flatMap((one) => one.nodes),
      node("Identity", [`x${LAYERS}`], ["last_hidden_state"]),
    ],
    weights: [table, ...layers.flatMap((one) => one.weights)],
    inputs: [integers("input_ids", ["batch", "length"]), integers("attention_mask", ["batch", "length"])],
    outputs: [floats("last_hidden_state", ["batch", "length", WIDTH])],
  });
  const config = { model_type: "bert", architectures: ["BertModel"], hidden_size: WIDTH };
  for (const [path, bytes] of Object.entries(modelFiles(config, { model: graph }, tokenizer()))) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
}

/** x + relu(x A) B */
function layer(i, random) {
  const scaled = (length) => Float32Array.from({ length }, () => random() * 0.05);
  return {
    nodes: [
      node("MatMul", [`x${i}`, `a${i}`], [`h${i}`]),
      node("Relu", [`h${i}`], [`r${i}`]),
      node("MatMul", [`r${i}`, `b${i}`], [`y${i}`]),
      node("Add", [`x${i}`, `y${i}`], [`x${i + 1}`]),
    ],
    weights: [
      weights(`a${i}`, scaled(WIDTH * INNER), [WIDTH, INNER]),
      weights(`b${i}`, scaled(WIDTH * INNER), [INNER, WIDTH]),
    ],
  };
}

/** The same numbers from -1 to 1 for the same seed (Park and Miller). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647) * 2 - 1;
  };
}
