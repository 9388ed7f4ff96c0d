import {
  type Box,
  isMedia,
  type Keypoint,
  type Mask,
  type Media,
  type ResolvedArgs,
  type TaskOutput,
} from "@hugginggpt/shared";
import { decodePicture, encodePng, type Raster } from "@hugginggpt/shared/pictures";

type Colour = readonly [number, number, number];

/** Colours that differ for most eyes (Okabe and Ito, "Color Universal Design", 2008), without black. */
const COLOURS: readonly Colour[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
];
/** How much of a mask's colour covers the picture, 0 to 1. */
const COVER = 0.45;
/** More marks than this are not drawn: nothing could be told apart. */
const MAX_MARKS = 500;

/**
 * Returns the picture in which a task found something, with the findings drawn on it: boxes as frames, masks as
 * translucent colour, joints as squares, one colour per label. Undefined if the task looked for nothing of the kind,
 * made a file of its own, or its picture is no PNG or JPEG of at most 16 million pixels.
 */
export function markedPicture(output: TaskOutput, args: ResolvedArgs): Media | undefined {
  const { boxes, masks, keypoints, media } = output;
  if ((!boxes && !masks && !keypoints) || media || !isMedia(args.image)) return undefined;
  const picture = decodePicture(args.image.bytes);
  if (!picture) return undefined;
  const colourOf = colours();
  for (const mask of masks?.slice(0, MAX_MARKS) ?? []) drawMask(picture, mask, colourOf(mask.label));
  for (const box of boxes?.slice(0, MAX_MARKS) ?? []) drawFrame(picture, box, colourOf(box.label));
  for (const point of keypoints?.slice(0, MAX_MARKS) ?? []) drawPoint(picture, point, colourOf(point.label));
  return { kind: "image", bytes: encodePng(picture), mediaType: "image/png", name: "marked.png" };
}

function colours(): (label: string) => Colour {
  const known = new Map<string, Colour>();
  return (label) => {
    const colour = known.get(label) ?? COLOURS[known.size % COLOURS.length] ?? [255, 0, 0];
    known.set(label, colour);
    return colour;
  };
}

function drawFrame(picture: Raster, { box }: Box, colour: Colour): void {
  const line = lineWidth(picture);
  const { xmin, ymin, xmax, ymax } = box;
  fill(picture, [xmin, ymin, xmax, ymin + line], colour);
  fill(picture, [xmin, ymax - line, xmax, ymax], colour);
  fill(picture, [xmin, ymin, xmin + line, ymax], colour);
  fill(picture, [xmax - line, ymin, xmax, ymax], colour);
}

function drawPoint(picture: Raster, { x, y }: Keypoint, colour: Colour): void {
  const half = lineWidth(picture) * 2;
  fill(picture, [x - half, y - half, x + half, y + half], colour);
}

/** A mask of another size is stretched to the picture's; one that cannot be read is left out. */
function drawMask(picture: Raster, { mask }: Mask, colour: Colour): void {
  const shape = decodePicture(new Uint8Array(Buffer.from(mask, "base64")));
  if (!shape) return;
  for (let y = 0; y < picture.height; y++) {
    const row = Math.floor((y * shape.height) / picture.height) * shape.width;
    for (let x = 0; x < picture.width; x++) {
      const at = (row + Math.floor((x * shape.width) / picture.width)) * 4;
      const isInside = (shape.pixels[at] ?? 0) > 127 && (shape.pixels[at + 3] ?? 0) > 127;
      if (isInside) blend(picture, (y * picture.width + x) * 4, colour, COVER);
    }
  }
}

/** Fills a rectangle, in pixels from the top left corner; what lies outside the picture is left out. */
function fill(
  picture: Raster,
  [left, top, right, bottom]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let y = Math.max(0, Math.round(top)); y < Math.min(picture.height, Math.round(bottom)); y++) {
    for (let x = Math.max(0, Math.round(left)); x < Math.min(picture.width, Math.round(right)); x++) {
      blend(picture, (y * picture.width + x) * 4, colour, 1);
    }
  }
}

function blend({ pixels }: Raster, at: number, colour: Colour, cover: number): void {
  for (const [channel, value] of colour.entries()) {
    pixels[at + channel] = Math.round((pixels[at + channel] ?? 0) * (1 - cover) + value * cover);
  }
  pixels[at + 3] = Math.max(pixels[at + 3] ?? 0, Math.round(255 * cover));
}

/** Two pixels for each 400 of the shorter side, at least one. */
function lineWidth({ width, height }: Raster): number {
  return Math.max(1, Math.round(Math.min(width, height) / 200));
}
