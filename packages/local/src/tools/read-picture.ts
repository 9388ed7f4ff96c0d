import { isFault, type Media } from "@hugginggpt/shared";
import type { ModelHost } from "../worker/model-host.js";
import { HAN } from "./text-reader.js";

/** How a tool's work is cancelled, and where its warnings go. */
export interface ToolOptions {
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** A reader that is better at Latin letters. Returns the text. @throws Fault if it is not sure of it. */
export type LatinReader = (picture: Media, options: ToolOptions) => Promise<string>;

/**
 * Returns the text in a picture: as PP-OCR reads it if that has Chinese characters, or else as the Latin reader does,
 * which keeps blanks and accents better, if that is sure.
 * @throws Fault BAD_REQUEST if neither can read any.
 */
export async function readPicture(
  picture: Media,
  host: ModelHost,
  latin: LatinReader | undefined,
  options: ToolOptions,
): Promise<string> {
  const first = await host.ask("read", { picture }, options).catch((error: unknown) => {
    if (!latin || !isFault(error, "BAD_REQUEST")) throw error;
    return null;
  });
  if (!latin || (first !== null && HAN.test(first.text))) return first?.text ?? "";
  try {
    return await latin(picture, options);
  } catch (error) {
    if (first === null || !isFault(error)) throw error;
    return first.text;
  }
}
