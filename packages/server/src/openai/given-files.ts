import { Buffer } from "node:buffer";
import type { UserFile } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";
import type { ServerOptions } from "../server-options.js";
import type { MessagePart } from "./chat-schema.js";

/** A file in a message: its bytes, or their URL. */
export type GivenFile = { readonly name: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly address: string }
);

const NEXT = "Send the file as a data: URL in base64, or name an http(s) address.";

/**
 * Returns the files among the parts of a message, in order, under their own or generated names ("image-1.png").
 * @throws Refusal 400 BODY_INVALID for a data: URL that is not base64, and for any other kind of URL.
 */
export function givenFiles(parts: readonly MessagePart[]): GivenFile[] {
  return parts.flatMap((part, place) => {
    switch (part.type) {
      case "image_url":
        return [givenFile(part.image_url, `image-${place + 1}`)];
      case "input_audio": {
        const { data, format } = part.input_audio;
        return [{ name: `audio-${place + 1}.${plain(format)}`, bytes: decoded(data) }];
      }
      case "file": {
        const { filename, file_data } = part.file;
        const name = filename ?? `file-${place + 1}`;
        const file = file_data.startsWith("data:")
          ? givenFile(file_data, name)
          : { bytes: decoded(file_data) };
        return [{ ...file, name }];
      }
      default:
        return [];
    }
  });
}

/**
 * Returns the file in a data: URL or at a web URL.
 * @throws Refusal 400 BODY_INVALID for any other URL.
 */
export function givenFile(url: string, name: string): GivenFile {
  const data = /^data:([^,;]*)(?:;[^,]*)?;base64,(.*)$/is.exec(url);
  if (data)
    return { name: `${name}.${plain(data[1]?.split("/")[1] ?? "bin")}`, bytes: decoded(data[2] ?? "") };
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return { name, address: url };
  throw new Refusal("BODY_INVALID", "A file's address is neither data: in base64 nor http(s)", NEXT);
}

/** Returns the content of a file, downloaded if it is at an address. @throws Fault as the server's options do. */
export function readGiven(
  file: GivenFile,
  handle: number,
  { readFile, fetchFile }: Pick<ServerOptions, "readFile" | "fetchFile">,
  signal: AbortSignal,
): Promise<UserFile> {
  if ("bytes" in file) return readFile(file.name, file.bytes, handle);
  return fetchFile(file.address, handle, signal);
}

/** The part of a subtype that can be a file extension. */
function plain(subtype: string): string {
  return subtype.replace(/[^a-z0-9]/gi, "").slice(0, 10) || "bin";
}

function decoded(base64: string): Uint8Array {
  if (!/^[\w+/\-=\s]*$/.test(base64))
    throw new Refusal("BODY_INVALID", "A file in the message is not in base64", NEXT);
  return Buffer.from(base64, "base64");
}
