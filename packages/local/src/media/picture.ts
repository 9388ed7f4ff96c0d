import { errorMessage, Fault, type Media } from "@hugginggpt/shared";
import type { Kit, RawImage } from "../worker/transformers.js";

/** A picture in the form that models take. */
export interface Picture {
  readonly image: RawImage;
  /** The size of the original, upright. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the original for each pixel of `image`, in each direction; above 1 if it was shrunk. */
  readonly scale: number;
}

/** Models use far fewer pixels; larger pictures only take memory. */
const MAX_PIXELS = 16e6;
/** A file that claims more pixels is not decoded. */
const DECODE_LIMIT = 100e6;

/**
 * Returns a picture upright, in RGB on white, with at most 16 million pixels. A larger one is shrunk,
 * with a warning.
 * @throws Fault BAD_REQUEST for a broken file or one that is not a picture.
 */
export async function pictureOf(
  { bytes, name }: Media,
  { sharp, transformers }: Kit,
  warn: (message: string) => void,
): Promise<Picture> {
  try {
    const open = () => sharp(bytes, { limitInputPixels: DECODE_LIMIT });
    const found = await open().metadata();
    const isTurned = (found.orientation ?? 1) > 4;
    const [across = 0, down = 0] = [found.width, found.height];
    const [width, height] = isTurned ? [down, across] : [across, down];
    const scale = Math.max(1, Math.sqrt((width * height) / MAX_PIXELS));
    if (scale > 1) warn(`${name} has ${millions(width * height)} pixels and was made smaller for the model`);
    const upright = open().rotate().flatten({ background: "#ffffff" }).toColourspace("srgb");
    const sized = scale > 1 ? upright.resize(Math.floor(width / scale), Math.floor(height / scale)) : upright;
    const { data, info } = await sized.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = new transformers.RawImage(
      new Uint8ClampedArray(data),
      info.width,
      info.height,
      info.channels,
    );
    return { image, width, height, scale: width / info.width };
  } catch (error) {
    throw new Fault("BAD_REQUEST", `${name} cannot be opened as a picture`, {
      wanted: "a whole picture of a common format (JPEG, PNG, WebP, GIF, AVIF, TIFF)",
      came: errorMessage(error),
      cause: error,
    });
  }
}

/** Returns an image as a PNG file. */
export async function pngOf(
  { data, width, height, channels }: RawImage,
  { sharp }: Kit,
): Promise<Uint8Array> {
  const made = await sharp(new Uint8Array(data), { raw: { width, height, channels } })
    .png()
    .toBuffer({ resolveWithObject: true });
  return new Uint8Array(made.data);
}

function millions(pixels: number): string {
  return `${Math.round(pixels / 1e6)} million`;
}
