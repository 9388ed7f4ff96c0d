import { isFault, type Media } from "@hugginggpt/shared";
import type { ModelHost } from "../worker/model-host.js";
import { HAN } from "./text-reader.js";

/** A reader that is better at Latin letters. Returns the text, or a fault if it is not confident. */
export type LatinReader = (
  picture: Media,
  signal: AbortSignal,
  told: (message: string) => void,
) => Promise<string>;

export interface PictureReading {
  readonly host: ModelHost;
  readonly latin: LatinReader | null;
  readonly signal: AbortSignal;
  readonly told: (message: string) => void;
}

/**
 * Returns the text in a picture: as PP-OCR reads it where it has Chinese characters; where it has none, as the other
 * reader does, which keeps blanks and accents better, if that one is sure of it.
 * @throws Fault BAD_REQUEST if neither can read any.
 */
export async function readPicture(picture: Media, reading: PictureReading): Promise<string> {
  const { host, latin, signal, told } = reading;
  const first = await host.ask("read", { picture }, { signal, told }).catch((error: unknown) => {
    if (latin === null || !isFault(error, "BAD_REQUEST")) throw error;
    return null;
  });
  if (latin === null || (first !== null && HAN.test(first.text))) return first?.text ?? "";
  try {
    return await latin(picture, signal, told);
  } catch (error) {
    if (first === null || !isFault(error)) throw error;
    return first.text;
  }
}
