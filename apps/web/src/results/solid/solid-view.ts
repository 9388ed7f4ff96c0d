import {
  Box3,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  Sphere,
  Spherical,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { readSolid } from "./read-solid.js";
import { SolidRefused } from "./solid-limits.js";

const VIEW_DEGREES = 40;
/** One step: a 24th of a turn, and a fifth nearer. */
const TURN = Math.PI / 12;
const NEARER = 0.8;
const MOST_PIXEL_RATIO = 2;

/** An object that is shown. */
export interface SolidView {
  /** Turns it right and up and moves nearer, by steps; negative numbers go the other way. */
  move(right: number, up: number, nearer: number): void;
  /** Frees the memory of the graphics card. */
  close(): void;
}

/**
 * Shows a 3D file in a canvas. Dragging turns it, and the page still scrolls. It is drawn only after changes.
 * @throws as `readSolid`; SolidRefused `broken` for a file without anything to see, `screen` for a browser without
 * WebGL.
 */
export async function showSolid(
  canvas: HTMLCanvasElement,
  bytes: ArrayBuffer,
  mediaType: string,
): Promise<SolidView> {
  const solid = await readSolid(bytes, mediaType);
  const { center, radius } = new Box3().setFromObject(solid).getBoundingSphere(new Sphere());
  if (!(radius > 0) || !Number.isFinite(radius)) throw new SolidRefused("broken");
  const renderer = rendererOf(canvas);
  renderer.setPixelRatio(Math.min(MOST_PIXEL_RATIO, devicePixelRatio));
  const camera = new PerspectiveCamera(VIEW_DEGREES, 1, radius / 100, radius * 100);
  const scene = litScene(camera).add(solid);
  solid.position.sub(center);
  const away = (1.15 * radius) / Math.sin((VIEW_DEGREES * Math.PI) / 360);
  camera.position.copy(new Vector3(0.6, 0.4, 1).normalize().multiplyScalar(away));
  const controls = new OrbitControls(camera, canvas);
  Object.assign(controls, { enableZoom: false, enablePan: false });
  canvas.style.touchAction = "pan-y";
  const draw = (): void => renderer.render(scene, camera);
  controls.addEventListener("change", draw);
  canvas.addEventListener("webglcontextrestored", draw);
  const sized = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    draw();
  });
  sized.observe(canvas);
  controls.update();
  return {
    move: (right, up, nearer) => {
      const place = new Spherical().setFromVector3(camera.position);
      place.theta += right * TURN;
      place.phi -= up * TURN;
      place.radius *= NEARER ** nearer;
      camera.position.setFromSpherical(place.makeSafe());
      controls.update();
      draw();
    },
    close: () => {
      sized.disconnect();
      controls.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

function rendererOf(canvas: HTMLCanvasElement): WebGLRenderer {
  try {
    return new WebGLRenderer({ canvas, antialias: true, alpha: true });
  } catch {
    throw new SolidRefused("screen");
  }
}

/** Returns a scene with light from the sky, the ground and the camera. */
function litScene(camera: PerspectiveCamera): Scene {
  const scene = new Scene();
  const lamp = new DirectionalLight("#fff", 2);
  lamp.position.set(0.5, 0.8, 1);
  camera.add(lamp);
  scene.add(camera, new HemisphereLight("#fff", "#778", 2));
  return scene;
}
