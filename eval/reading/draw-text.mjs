// Draws text into grey pictures by the outlines of free fonts, the same on every machine.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import opentype from "opentype.js";

const require = createRequire(import.meta.url);
const LATIN = dirname(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
const CHINESE = join(dirname(require.resolve("@fontsource/zcool-xiaowei/package.json")), "files");

/** Lines of a row of points along which coverage is measured. */
const SUBROWS = 4;
const LEADING = 1.4;
/** Pieces of straight line for a curve. */
const PIECES = 8;

/** Returns a font of DejaVu by its file's name. */
export function latinFont(name) {
  return glyphsOf([fontAt(join(LATIN, `${name}.ttf`))]);
}

/** Returns a Chinese font: it comes in parts, each with some hundred characters. */
export function chineseFont() {
  const parts = readdirSync(CHINESE).filter((name) => name.endsWith(".woff"));
  return glyphsOf(parts.map((name) => fontAt(join(CHINESE, name))));
}

/** Returns lines of text as a picture: `{ width, height, values }`, 0 black to 255 white. */
export function drawText(lines, font, size, { ink = 0, paper = 255, margin = size } = {}) {
  const rows = lines.map((line, i) => placed(line, font, size, margin, margin + size * (1 + i * LEADING)));
  const width = Math.ceil(Math.max(...rows.map(({ end }) => end)) + margin);
  const height = Math.ceil(2 * margin + size * (1.3 + LEADING * (lines.length - 1)));
  const cover = new Float32Array(width * height);
  for (const { paths } of rows) for (const path of paths) fill(edgesOf(path), cover, width, height);
  return { width, height, values: cover.map((share) => paper + (ink - paper) * Math.min(1, share)) };
}

function fontAt(path) {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Glyph by glyph, without ligatures: the library lacks some features of these fonts. */
function glyphsOf(fonts) {
  return (letter) => {
    const font = fonts.find((one) => one.charToGlyphIndex(letter) > 0);
    if (!font) throw new Error(`no font has ${letter}`);
    return { glyph: font.charToGlyph(letter), unitsPerEm: font.unitsPerEm };
  };
}

function placed(line, font, size, left, baseline) {
  const paths = [];
  let end = left;
  for (const letter of line) {
    const { glyph, unitsPerEm } = font(letter);
    paths.push(glyph.getPath(end, baseline, size));
    end += (glyph.advanceWidth * size) / unitsPerEm;
  }
  return { paths, end };
}

/** A path as straight edges that go down, with the direction in which they were drawn. */
function edgesOf({ commands }) {
  const edges = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const line = (toX, toY) => {
    if (toY > y) edges.push({ x0: x, y0: y, x1: toX, y1: toY, winds: 1 });
    if (toY < y) edges.push({ x0: toX, y0: toY, x1: x, y1: y, winds: -1 });
    [x, y] = [toX, toY];
  };
  const curve = (points) => {
    const all = [[x, y], ...points];
    for (let i = 1; i <= PIECES; i++) line(...pointOf(all, i / PIECES));
  };
  for (const { type, x: toX, y: toY, x1, y1, x2, y2 } of commands) {
    const first = [x1, y1];
    const second = [x2, y2];
    const to = [toX, toY];
    if (type === "M") [x, y, startX, startY] = [toX, toY, toX, toY];
    if (type === "L") line(toX, toY);
    if (type === "Q") curve([first, to]);
    if (type === "C") curve([first, second, to]);
    if (type === "Z") line(startX, startY);
  }
  return edges;
}

/** The point of a Bézier curve, by de Casteljau. */
function pointOf(points, t) {
  if (points.length === 1) return points[0];
  const between = points.slice(1).map(([x, y], i) => {
    const [fromX, fromY] = points[i];
    return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
  });
  return pointOf(between, t);
}

/** Adds what a path covers of each point, 0 to 1; what is wound around is inside. */
function fill(edges, cover, width, height) {
  if (edges.length === 0) return;
  const top = Math.max(0, Math.floor(Math.min(...edges.map(({ y0 }) => y0))));
  const bottom = Math.min(height, Math.ceil(Math.max(...edges.map(({ y1 }) => y1))));
  for (let row = top * SUBROWS; row < bottom * SUBROWS; row++) {
    const y = (row + 0.5) / SUBROWS;
    const crossings = edges
      .filter(({ y0, y1 }) => y0 <= y && y < y1)
      .map(({ x0, y0, x1, y1, winds }) => ({ x: x0 + ((x1 - x0) * (y - y0)) / (y1 - y0), winds }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [i, { x, winds }] of crossings.entries()) {
      winding += winds;
      if (winding !== 0) span(x, crossings[i + 1].x, Math.floor(y) * width, cover, width);
    }
  }
}

function span(from, to, row, cover, width) {
  const [left, right] = [Math.max(0, from), Math.min(width, to)];
  for (let x = Math.floor(left); x < right; x++)
    cover[row + x] += Math.max(0, Math.min(right, x + 1) - Math.max(left, x)) / SUBROWS;
}
