import { type Raster, shrunk } from "@hugginggpt/shared/pictures";
import { luminance, mapPlane, type Plane } from "../planes/plane.js";
import { findEdges } from "./canny.js";
import type { GuideKind } from "./guide-kinds.js";
import { type LineSegment, lineSegments } from "./line-segments.js";
import { normals } from "./normals.js";
import { softEdges } from "./soft-edges.js";

/** Most points of a guide: models that are guided by one work on a million or fewer. */
export const MAX_GUIDE_PIXELS = 2_000_000;
/** Smoothing before edges are looked for, in points: Canny's usual one, and one that leaves outlines only. */
const SIGMA = 1.4;
const OUTLINE_SIGMA = 3;
/** Half the width of a pen, in points of a picture of 1,000 points. */
const PEN = 2;

/**
 * Returns a picture reduced to a guide of the same shape and at most two million points: white lines on black, or a
 * normal map.
 */
export function drawGuide(picture: Raster, kind: GuideKind): Raster {
  const small = shrunk(picture, Math.sqrt(MAX_GUIDE_PIXELS / (picture.width * picture.height)));
  if (kind === "normals") return normals(small);
  const grey = luminance(small);
  switch (kind) {
    case "canny":
      return asPicture(mapPlane(findEdges(grey, SIGMA).edges, (edge) => edge * 255));
    case "soft-edges":
      return asPicture(softEdges(grey));
    case "line-segments":
      return drawLines(lineSegments(findEdges(grey, SIGMA)), grey);
    case "scribble":
      return asPicture(
        thickened(findEdges(grey, Math.max(OUTLINE_SIGMA, OUTLINE_SIGMA * scaleOf(grey))).edges),
      );
  }
}

function asPicture({ width, height, values }: Plane): Raster {
  const pixels = new Uint8Array(width * height * 4);
  for (const [i, value] of values.entries()) pixels.set([value, value, value, 255], i * 4);
  return { width, height, pixels };
}

/** Every edge drawn with a round pen. */
function thickened(edges: Plane): Plane {
  const values = new Float32Array(edges.values.length);
  const plane = { ...edges, values };
  for (const [i, edge] of edges.values.entries()) {
    if (edge) dot(plane, i % edges.width, Math.floor(i / edges.width), Math.max(1, PEN * scaleOf(edges)));
  }
  return plane;
}

function drawLines(lines: readonly LineSegment[], { width, height }: Plane): Raster {
  const plane: Plane = { width, height, values: new Float32Array(width * height) };
  for (const { x1, y1, x2, y2 } of lines) {
    const steps = Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1), 1));
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      dot(plane, x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, Math.max(0.5, (PEN / 2) * scaleOf(plane)));
    }
  }
  return asPicture(plane);
}

function dot({ width, height, values }: Plane, x: number, y: number, radius: number): void {
  for (
    let row = Math.max(0, Math.round(y - radius));
    row <= Math.min(height - 1, Math.round(y + radius));
    row++
  ) {
    for (
      let column = Math.max(0, Math.round(x - radius));
      column <= Math.min(width - 1, Math.round(x + radius));
      column++
    ) {
      if (Math.hypot(column - x, row - y) <= radius + 0.5) values[row * width + column] = 255;
    }
  }
}

function scaleOf({ width, height }: Plane): number {
  return Math.max(width, height) / 1000;
}
