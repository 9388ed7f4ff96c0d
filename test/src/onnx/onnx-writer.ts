/** Element types of a tensor (`TensorProto.DataType` of onnx.proto). */
export const FLOAT = 1;
export const INT64 = 7;

type Attribute = number | string | readonly number[];

/** An input or output of a graph; a dimension without a fixed size has a name. */
interface Port {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly (number | string)[];
}

/** Returns an input or output of numbers with a point. */
export const floats = (name: string, dims: Port["dims"]): Port => ({ name, type: FLOAT, dims });
/** Returns an input or output of whole numbers. */
export const integers = (name: string, dims: Port["dims"]): Port => ({ name, type: INT64, dims });

/** Returns a `NodeProto`: one operation. */
export function node(
  operation: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Uint8Array {
  return join([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operation),
    ...Object.entries(attributes).map(([name, value]) => message(5, attribute(name, value))),
  ]);
}

/** Returns a `TensorProto` of numbers with a point. */
export function weights(name: string, values: ArrayLike<number>, dims: readonly number[]): Uint8Array {
  return tensor(name, FLOAT, dims, Float32Array.from(values));
}

/** Returns a `TensorProto` of whole numbers; one dimension where none are given. */
export function constants(name: string, values: readonly number[], dims = [values.length]): Uint8Array {
  return tensor(name, INT64, dims, BigInt64Array.from(values, BigInt));
}

/** Returns a `TensorProto` of floats whose values lie in another file, from its beginning. */
export function external(name: string, dims: readonly number[], location: string): Uint8Array {
  const entry = (key: string, value: string): Uint8Array => message(13, join([text(1, key), text(2, value)]));
  return join([
    ...dims.map((size) => number(1, size)),
    number(2, FLOAT),
    text(8, name),
    entry("location", location),
    number(14, 1),
  ]);
}

/** Returns an ONNX file (`ModelProto`, opset 13) of one graph. */
export function model(graph: {
  readonly nodes: readonly Uint8Array[];
  readonly weights?: readonly Uint8Array[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}): Uint8Array {
  const body = join([
    ...graph.nodes.map((one) => message(1, one)),
    text(2, "tiny"),
    ...(graph.weights ?? []).map((one) => message(5, one)),
    ...graph.inputs.map((port) => message(11, portInfo(port))),
    ...graph.outputs.map((port) => message(12, portInfo(port))),
  ]);
  const opset = join([text(1, ""), number(2, 13)]);
  return join([number(1, 8), text(2, "hugginggpt"), message(7, body), message(8, opset)]);
}

function tensor(
  name: string,
  type: number,
  dims: readonly number[],
  { buffer, byteOffset, byteLength }: Float32Array | BigInt64Array,
): Uint8Array {
  const raw = new Uint8Array(buffer, byteOffset, byteLength);
  return join([...dims.map((size) => number(1, size)), number(2, type), text(8, name), message(9, raw)]);
}

function portInfo({ name, type, dims }: Port): Uint8Array {
  const shape = dims.map((size) => message(1, typeof size === "number" ? number(1, size) : text(2, size)));
  return join([text(1, name), message(2, message(1, join([number(1, type), message(2, join(shape))])))]);
}

/** `AttributeProto`: type 1 is a float, 2 a whole number, 3 a string, 7 whole numbers. */
function attribute(name: string, value: Attribute): Uint8Array {
  if (typeof value === "string") return join([text(1, name), text(4, value), number(20, 3)]);
  if (typeof value === "number") return join([text(1, name), number(3, value), number(20, 2)]);
  return join([text(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
}

/** A field of the protobuf wire format: a whole number, a message or bytes, a text. */
function number(field: number, value: number): Uint8Array {
  return join([varint(field << 3), varint(value)]);
}

function message(field: number, bytes: Uint8Array): Uint8Array {
  return join([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function text(field: number, value: string): Uint8Array {
  return message(field, Buffer.from(value));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
