/** Larger files are not shown, because that takes gigabytes; they can be downloaded. */
export const SHOWN_BYTES = 64_000_000;
/** Most vertices and other values that a file may declare. */
const MOST_VALUES = 20_000_000;
/** Most textures of an object. */
const MOST_IMAGES = 64;
/** Compressions whose decoders are not part of the page. */
const PACKED =
  /^(?:KHR_draco_mesh_compression|EXT_meshopt_compression|KHR_meshopt_compression|KHR_texture_basisu)$/;
const GLB_SIGNATURE = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const CHUNK_AT = 12;
const JSON_AT = 20;
const PLY_HEAD_BYTES = 65_536;

/**
 * Why a 3D file is not shown: it is broken, too large, compressed in an unknown way or needs other files, or the
 * browser cannot show 3D.
 */
export type SolidProblem = "broken" | "large" | "packed" | "elsewhere" | "screen";

/** A 3D file is not shown, with the reason. */
export class SolidRefused extends Error {
  readonly problem: SolidProblem;

  constructor(problem: SolidProblem) {
    super(`The 3D file is not shown: ${problem}`);
    this.problem = problem;
  }
}

/** The fields of a glTF 2.0 file that declare its size and its parts. */
interface Gltf {
  readonly accessors?: readonly { readonly count?: unknown }[];
  readonly images?: readonly { readonly uri?: unknown }[];
  readonly buffers?: readonly { readonly uri?: unknown }[];
  readonly extensionsRequired?: readonly unknown[];
}

/**
 * Returns why a glTF file, binary or not, is not shown; null if it can be. All parts must be in the file and within the
 * limits. Broken parts are found when they are read.
 */
export function gltfProblem(bytes: Uint8Array): SolidProblem | null {
  try {
    const { accessors = [], images = [], buffers = [], extensionsRequired = [] } = gltfOf(bytes);
    if (extensionsRequired.some((name) => PACKED.test(String(name)))) return "packed";
    if ([...images, ...buffers].some(({ uri }) => uri !== undefined && !isWithin(uri))) return "elsewhere";
    const values = accessors.reduce((sum, { count }) => sum + (Number(count) || 0), 0);
    return values > MOST_VALUES || images.length > MOST_IMAGES ? "large" : null;
  } catch {
    return "broken"; // No JSON, or of another shape.
  }
}

/** Returns `large` for a PLY file that declares too many elements; null for any other. */
export function plyProblem(bytes: Uint8Array): SolidProblem | null {
  const head =
    new TextDecoder("latin1").decode(bytes.subarray(0, PLY_HEAD_BYTES)).split("end_header")[0] ?? "";
  const counts = [...head.matchAll(/^element +\S+ +(\d+)/gm)].map(([, count]) => Number(count));
  return counts.reduce((sum, count) => sum + count, 0) > MOST_VALUES ? "large" : null;
}

function isWithin(uri: unknown): boolean {
  return typeof uri === "string" && /^data:[^,]*;base64,/i.test(uri);
}

/** The JSON of a file; in a GLB it is the first chunk (glTF 2.0, 4.4). */
function gltfOf(bytes: Uint8Array): Gltf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBinary = view.getUint32(0, true) === GLB_SIGNATURE;
  if (isBinary && view.getUint32(CHUNK_AT + 4, true) !== JSON_CHUNK) throw new Error("no JSON");
  const json = isBinary ? bytes.subarray(JSON_AT, JSON_AT + view.getUint32(CHUNK_AT, true)) : bytes;
  return JSON.parse(new TextDecoder().decode(json));
}
