/** Corners of a cube, and the two triangles of each side. */
const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, (n >> 2) & 1]);
const SIDES = [
  [0, 2, 3, 0, 3, 1],
  [4, 5, 7, 4, 7, 6],
  [0, 1, 5, 0, 5, 4],
  [2, 6, 7, 2, 7, 3],
  [0, 4, 6, 0, 6, 2],
  [1, 3, 7, 1, 7, 5],
].flat();
const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;

/** What a glTF file may say otherwise than the cube does. */
export type GltfChange = Readonly<Record<string, unknown>>;

/** Returns a cube with a colour in each corner as a GLB file (glTF 2.0, 4.4); `change` replaces parts of its JSON. */
export function simulatedGlb(change: GltfChange = {}): Uint8Array {
  const bin = Buffer.concat([
    Buffer.from(new Float32Array(CORNERS.flat()).buffer),
    Buffer.from(new Float32Array(CORNERS.flat().map((at) => 0.2 + 0.8 * at)).buffer),
    Buffer.from(new Uint16Array(SIDES).buffer),
  ]);
  const each = CORNERS.length * 3 * Float32Array.BYTES_PER_ELEMENT;
  const json = {
    asset: { version: "2.0", generator: "simulated" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, COLOR_0: 1 }, indices: 2 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: "VEC3", min: [0, 0, 0], max: [1, 1, 1] },
      { bufferView: 1, componentType: 5126, count: 8, type: "VEC3" },
      { bufferView: 2, componentType: 5123, count: SIDES.length, type: "SCALAR" },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: each },
      { buffer: 0, byteOffset: each, byteLength: each },
      { buffer: 0, byteOffset: 2 * each, byteLength: SIDES.length * 2 },
    ],
    buffers: [{ byteLength: bin.length }],
    ...change,
  };
  return glbOf(json, bin);
}

function glbOf(json: object, bin: Buffer): Uint8Array {
  const words = Buffer.from(JSON.stringify(json));
  const chunks = [chunk("JSON", words, " "), chunk("BIN\0", bin, "\0")];
  const head = Buffer.alloc(HEAD_BYTES);
  head.write("glTF", 0, "latin1");
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(HEAD_BYTES + chunks.reduce((sum, { length }) => sum + length, 0), 8);
  return new Uint8Array(Buffer.concat([head, ...chunks]));
}

/** A chunk is filled up to a multiple of four bytes. */
function chunk(type: string, content: Buffer, filler: string): Buffer {
  const padded = Buffer.alloc(Math.ceil(content.length / 4) * 4, filler);
  content.copy(padded);
  const head = Buffer.alloc(CHUNK_HEAD_BYTES);
  head.writeUInt32LE(padded.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, padded]);
}
