/** A larger file is handed out and not shown: the page would take gigabytes for it. */
export const SHOWN_BYTES = 64_000_000;
/** Corners, and numbers of any other kind, that one file may say it has. */
const MOST_VALUES = 20_000_000;
/** Pictures on the surfaces of one object. */
const MOST_IMAGES = 64;
/** Ways of packing that take a decoder which is not part of the page. */
const PACKED =
  /^(?:KHR_draco_mesh_compression|EXT_meshopt_compression|KHR_meshopt_compression|KHR_texture_basisu)$/;
const GLB_SIGNATURE = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const CHUNK_AT = 12;
const JSON_AT = 20;
const PLY_HEAD_BYTES = 65_536;

/**
 * Why a 3D file is not shown: it is broken, too large, packed in a way that is not known here, or needs other files; or the
 * browser shows no 3D.
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

/** What of a glTF file (2.0) says how much it takes and where its parts are. */
interface Gltf {
  readonly accessors?: readonly { readonly count?: unknown }[];
  readonly images?: readonly { readonly uri?: unknown }[];
  readonly buffers?: readonly { readonly uri?: unknown }[];
  readonly extensionsRequired?: readonly unknown[];
}

/**
 * Returns why a glTF file, binary or not, is not shown; null where it may be. It has all of its parts with it, and says of
 * none that it is larger than a page can hold. Whether the parts are whole is found when they are read.
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

/** Returns why a PLY file is not shown: it says that it has more elements than a page can hold; null where it may be. */
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
