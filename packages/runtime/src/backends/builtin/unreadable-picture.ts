import { Fault, type Media } from "@hugginggpt/shared";
import type { PictureProblem } from "@hugginggpt/shared/pictures";

/** What a tool can decode. */
export interface Decodes {
  /** "PNG and JPEG" */
  readonly formats: string;
  readonly maxPixels: number;
}

/** Returns the fault for a picture that a built-in tool could not decode. */
export function unreadablePicture(
  { name, mediaType }: Media,
  problem: PictureProblem,
  { formats, maxPixels }: Decodes,
): Fault {
  switch (problem.kind) {
    case "pixels": {
      const { width, height } = problem;
      const message = `${name} has too many pixels: ${maxPixels / 1_000_000} million at most`;
      return new Fault("INPUT_TOO_LARGE", message, {
        wanted: "a picture that the built-in tools can decode",
        came: `${width} × ${height}, ${Math.ceil((width * height) / 1_000_000)} million`,
        next: "Save the picture smaller.",
      });
    }
    case "truncated":
      return new Fault("BAD_REQUEST", `${name} ends before its picture does`, {
        wanted: "a whole picture",
        came: "a file that was cut off",
        next: "Copy or download it again.",
      });
    case "damaged":
      return new Fault("BAD_REQUEST", `${name} is damaged and cannot be read as ${mediaType}`, {
        next: "Copy or download it again, or save it anew as PNG.",
      });
    case "format":
      return new Fault("BAD_REQUEST", `This built-in tool reads ${formats} pictures only`, {
        wanted: "a PNG or JPEG",
        came: `${name}, ${mediaType}`,
        next: "Save the picture as PNG or JPEG.",
      });
  }
}
