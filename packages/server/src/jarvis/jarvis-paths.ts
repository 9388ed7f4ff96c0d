import type { ArtifactReport } from "@hugginggpt/runtime";
import type { ArtifactLinks } from "../desk/artifact-links.js";

/** The folders of HuggingGPT's server, by the kind of file; others are had at their ordinary links. */
const FOLDERS = { image: "images", audio: "audios", video: "videos" } as const;

/** Returns the folder for a media type; null for other files. */
export function folderOf(mediaType: string): (typeof FOLDERS)[keyof typeof FOLDERS] | null {
  const kind = mediaType.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" ? FOLDERS[kind] : null;
}

/** Returns the path under which HuggingGPT's page finds a file: `/images/<run>-<code>-<name>`. */
export function jarvisPath(run: string, { name, mediaType }: ArtifactReport, links: ArtifactLinks): string {
  const folder = folderOf(mediaType);
  return folder ? `/${folder}/${links.flatName({ run, name })}` : links.path({ run, name });
}
