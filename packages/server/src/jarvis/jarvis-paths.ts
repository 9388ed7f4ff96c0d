import type { ArtifactReport, RunReport, StoredRun } from "@hugginggpt/runtime";
import type { ArtifactLinks } from "../desk/artifact-links.js";
import { type Renditions, renditionName } from "../desk/renditions.js";

/** The folders of HuggingGPT's server, by kind of file. Other kinds have their ordinary links. */
const FOLDERS = { image: "images", audio: "audios", video: "videos" } as const;
/** The extensions that its page finds in a message and browsers show. */
const SHOWN = /\.(?:png|jpg|jpeg|gif|wav|flac|mp4)$/;

/** The place of a file for HuggingGPT's page. */
export interface JarvisPath {
  /** Null for a file of another kind. */
  readonly folder: (typeof FOLDERS)[keyof typeof FOLDERS] | null;
  /** `/images/<run>-<code>-<name>`; the ordinary link for a file that the page does not show. */
  readonly path: string;
  readonly isShown: boolean;
}

/** The places of a run's files, by their names. */
export type JarvisPaths = ReadonlyMap<string, JarvisPath>;

interface PathParts {
  readonly links: ArtifactLinks;
  readonly renditions: Renditions;
  readonly stored: StoredRun;
}

/** Returns the places of a run's files for HuggingGPT's page, in a format that it shows if there is one. */
export async function jarvisPaths({ tasks }: RunReport, parts: PathParts): Promise<JarvisPaths> {
  const files = tasks.flatMap(({ artifacts }) => artifacts);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await jarvisPath(file, parts)] as const)),
  );
}

async function jarvisPath(
  artifact: ArtifactReport,
  { links, renditions, stored }: PathParts,
): Promise<JarvisPath> {
  const { run } = stored;
  const folder = folderOf(artifact.mediaType);
  const made = folder && (await renditions.of(stored, artifact)) ? renditionName(artifact) : null;
  const name = made ?? artifact.name;
  const isShown = folder !== null && SHOWN.test(name);
  const path = isShown ? `/${folder}/${links.flatName({ run, name })}` : links.path({ run, name });
  return { folder, path, isShown };
}

function folderOf(mediaType: string): JarvisPath["folder"] {
  const kind = mediaType.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" ? FOLDERS[kind] : null;
}
