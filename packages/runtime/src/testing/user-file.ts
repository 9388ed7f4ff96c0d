import type { UserFile } from "@hugginggpt/shared";

const MEDIA_TYPES: Readonly<Record<UserFile["type"], string>> = {
  text: "text/plain",
  image: "image/png",
  audio: "audio/wav",
  video: "video/mp4",
  table: "text/csv",
  "3d": "model/gltf-binary",
};

/** Returns a user's file for a test; its name is the end of the path, its content the given text. */
export function userFile(
  handle: number,
  given: string,
  type: UserFile["type"],
  content = "content",
): UserFile {
  const name = given.split(/[\\/]/).at(-1) ?? given;
  return {
    handle,
    given,
    name,
    type,
    mediaType: MEDIA_TYPES[type],
    bytes: new TextEncoder().encode(content),
  };
}
