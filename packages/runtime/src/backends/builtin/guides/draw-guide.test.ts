import type { Raster } from "@hugginggpt/shared/pictures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawGuide, MAX_GUIDE_PIXELS } from "./draw-guide.js";
import { GUIDE_KINDS } from "./guide-kinds.js";

type Shade = (x: number, y: number) => number;

function drawn(width: number, height: number, shade: Shade): Raster {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const value = shade(i % width, Math.floor(i / width));
    // Not quite grey, as photographs are: a grey picture counts as a depth map.
    pixels.set([value, value, Math.max(0, value - 10), 255], i * 4);
  }
  return { width, height, pixels };
}

const inside = (x: number, y: number) => x >= 20 && x < 60 && y >= 15 && y < 45;
const square = drawn(80, 60, (x, y) => (inside(x, y) ? 220 : 40));
const plain = drawn(80, 60, () => 128);

/** Positions of points that are at least half white. */
function lit({ width, height, pixels }: Raster): { x: number; y: number }[] {
  const points = Array.from({ length: width * height }, (_, i) => i).filter(
    (i) => (pixels[i * 4] ?? 0) > 127,
  );
  return points.map((i) => ({ x: i % width, y: Math.floor(i / width) }));
}

/** How far a point lies from the outline of the square. */
function offOutline({ x, y }: { x: number; y: number }): number {
  const across = Math.max(20 - x, x - 59.5, 0);
  const down = Math.max(15 - y, y - 44.5, 0);
  if (across > 0 || down > 0) return Math.hypot(across, down);
  return Math.min(x - 20, 59.5 - x, y - 15, 44.5 - y);
}

function pixel({ width, pixels }: Raster, x: number, y: number): number[] {
  return [...pixels.slice((y * width + x) * 4, (y * width + x) * 4 + 3)];
}

describe("drawGuide", () => {
  it("draws a thin closed line along the edges (canny)", () => {
    const points = lit(drawGuide(square, "canny"));
    expect(points.every((point) => offOutline(point) <= 2)).toBe(true);
    // The outline has 140 points; corners are rounded off.
    expect(points.length).toBeGreaterThan(110);
    expect(points.length).toBeLessThan(180);
  });

  it("joins a faint edge to a strong one and leaves a faint one alone out", () => {
    const fading = drawn(200, 60, (x, y) => (y < 30 ? 100 : 100 + Math.max(0, 140 - x)));
    const points = lit(drawGuide(fading, "canny"));
    const farthest = Math.max(...points.map(({ x }) => x));
    expect(farthest).toBeGreaterThan(60);
    expect(farthest).toBeLessThan(138);
  });

  it("draws the edges of a picture with little contrast too", () => {
    const faint = drawn(80, 60, (x, y) => (inside(x, y) ? 130 : 110));
    expect(lit(drawGuide(faint, "canny")).length).toBeGreaterThan(110);
  });

  it("draws nothing where there is nothing, and nothing of noise", () => {
    const noise = drawn(80, 60, (x, y) => 128 + ((x * 7919 + y * 104_729) % 5));
    for (const kind of ["canny", "soft-edges", "line-segments", "scribble"] as const) {
      expect(lit(drawGuide(plain, kind)), kind).toEqual([]);
      expect(lit(drawGuide(noise, kind)), kind).toEqual([]);
    }
  });

  it("draws soft edges in shades, the stronger edge brighter", () => {
    const steps = drawn(90, 40, (x) => (x < 30 ? 60 : x < 60 ? 80 : 220));
    const guide = drawGuide(steps, "soft-edges");
    const [weak = 0, strong = 0, between = 0] = [30, 60, 45].map((x) => pixel(guide, x, 20)[0] ?? 0);
    expect(strong).toBe(255);
    expect(weak).toBeGreaterThan(10);
    expect(weak).toBeLessThan(strong / 2);
    expect(between).toBeLessThan(5);
  });

  it("keeps straight lines and drops round ones (line-segments)", () => {
    const points = lit(drawGuide(square, "line-segments"));
    expect(points.length).toBeGreaterThan(90);
    expect(points.every((point) => offOutline(point) <= 2.5)).toBe(true);
    const disc = drawn(80, 60, (x, y) => (Math.hypot(x - 40, y - 30) < 7 ? 220 : 40));
    expect(lit(drawGuide(disc, "line-segments")).length).toBeLessThan(30);
  });

  it("draws outlines with a thick pen (scribble)", () => {
    const thin = lit(drawGuide(square, "canny")).length;
    expect(lit(drawGuide(square, "scribble")).length).toBeGreaterThan(thin * 1.5);
  });

  it("reads a grey picture as a depth map: flat faces the viewer, a slope turns away (normals)", () => {
    const grey = drawn(80, 60, (x) => x * 3);
    const depth: Raster = {
      ...grey,
      pixels: grey.pixels.map((value, i) => (i % 4 === 2 ? (grey.pixels[i - 1] ?? 0) : value)),
    };
    const [red = 0, green = 0, blue = 0] = pixel(drawGuide(depth, "normals"), 40, 30);
    // It comes nearer to the right, so it faces left.
    expect(red).toBeLessThan(90);
    expect(green).toBe(128);
    expect(blue).toBeGreaterThan(190);
    expect(pixel(drawGuide(plain, "normals"), 40, 30)).toEqual([128, 128, 255]);
  });

  it("keeps the shape of a large picture at two million points or fewer", () => {
    const large: Raster = { width: 2100, height: 1050, pixels: new Uint8Array(2100 * 1050 * 4).fill(255) };
    const { width, height } = drawGuide(large, "canny");
    expect(width * height).toBeLessThanOrEqual(MAX_GUIDE_PIXELS);
    expect(width / height).toBeCloseTo(2, 1);
  });

  it("makes an opaque picture of the same size from any picture", () => {
    const raster = fc
      .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
      .chain(({ width, height }) =>
        fc
          .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
          .map((pixels): Raster => ({ width, height, pixels })),
      );
    fc.assert(
      fc.property(raster, fc.constantFrom(...GUIDE_KINDS), (picture, kind) => {
        const guide = drawGuide(picture, kind);
        expect([guide.width, guide.height]).toEqual([picture.width, picture.height]);
        expect(guide.pixels.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
