import {
  type BufferGeometry,
  LoadingManager,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  Points,
  PointsMaterial,
  TextureLoader,
} from "three";
import { gltfProblem, plyProblem, SolidRefused } from "./solid-limits.js";

/** A file that takes longer is broken: its parts may wait for each other. In milliseconds. */
const READING_MS = 30_000;

/**
 * Returns the object in a 3D file: glTF, binary or not, STL, PLY and OBJ. Nothing is fetched, whatever the file names.
 * @throws SolidRefused; and what the reader of the format throws for a broken file.
 */
export async function readSolid(bytes: ArrayBuffer, mediaType: string): Promise<Object3D> {
  switch (mediaType) {
    case "model/stl":
      return meshOf(new (await import("three/addons/loaders/STLLoader.js")).STLLoader().parse(bytes));
    case "model/ply":
      return plyObject(bytes);
    case "model/obj": {
      const { OBJLoader } = await import("three/addons/loaders/OBJLoader.js");
      return new OBJLoader().parse(new TextDecoder().decode(bytes));
    }
    default:
      return inTime(gltfScene(bytes));
  }
}

async function gltfScene(bytes: ArrayBuffer): Promise<Object3D> {
  const problem = gltfProblem(new Uint8Array(bytes));
  if (problem) throw new SolidRefused(problem);
  const { GLTFLoader } = await import("three/addons/loaders/GLTFLoader.js");
  const manager = new LoadingManager();
  const loader = new GLTFLoader(manager);
  loader.register((parser) => {
    // The page's policy lets pictures be read from the file's own bytes, but nothing be fetched from them.
    Object.assign(parser, { textureLoader: new TextureLoader(manager), fileLoader: { load: decodedData } });
    return { name: "nothing-from-elsewhere" };
  });
  return (await loader.parseAsync(bytes, "")).scene;
}

/** Reads a `data:` URL in base64, in place of three's loader of files. */
function decodedData(url: string, take: (bytes: ArrayBuffer) => void, _progress: unknown, fail: () => void) {
  try {
    take(Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (sign) => sign.charCodeAt(0)).buffer);
  } catch {
    fail();
  }
}

async function plyObject(bytes: ArrayBuffer): Promise<Object3D> {
  const problem = plyProblem(new Uint8Array(bytes));
  if (problem) throw new SolidRefused(problem);
  const geometry = new (await import("three/addons/loaders/PLYLoader.js")).PLYLoader().parse(bytes);
  // Without faces it is a cloud of points; faces with corners of their own come without an index.
  return geometry.index || geometry.hasAttribute("uv") ? meshOf(geometry) : cloudOf(geometry);
}

function meshOf(geometry: BufferGeometry): Object3D {
  if (!geometry.hasAttribute("normal")) geometry.computeVertexNormals();
  return new Mesh(geometry, new MeshStandardMaterial(paintOf(geometry)));
}

function cloudOf(geometry: BufferGeometry): Object3D {
  return new Points(geometry, new PointsMaterial({ size: 2, sizeAttenuation: false, ...paintOf(geometry) }));
}

function paintOf(geometry: BufferGeometry) {
  return geometry.hasAttribute("color") ? { vertexColors: true } : { color: "#9aa7ad" };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new SolidRefused("broken")), READING_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
