/** A repository's files by path. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** Returns a value as a file of JSON. */
export function asJson(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** Returns the files of a model: its configuration, its weights in `onnx/`, and others as they are. */
export function modelFiles(
  config: Readonly<Record<string, unknown>>,
  weights: Files,
  ...others: readonly Files[]
): Files {
  const graphs = Object.entries(weights).map(([name, bytes]) => [`onnx/${name}.onnx`, bytes]);
  return { "config.json": asJson(config), ...Object.assign({}, ...others), ...Object.fromEntries(graphs) };
}

/** Returns the part of a configuration that names labels. */
export function labelNames(labels: readonly string[]) {
  return {
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
  };
}
