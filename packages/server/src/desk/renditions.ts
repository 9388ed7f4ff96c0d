import { artifactReader, artifactsOf, type RunStorage, type StoredRun } from "@hugginggpt/runtime";
import { type Artifact, type ArtifactReader, isFault } from "@hugginggpt/shared";
import { collected } from "../answers/collected.js";

/** A larger file is handed out as it is. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Of samples: four and a half minutes in stereo, 48 MiB as a file. */
const MOST_SAMPLE_BYTES = 96 * 1024 * 1024;
/** Players ask for a file in pieces, one after the other. */
const REMEMBERED = 4;

const TYPES: Readonly<Record<string, string>> = { wav: "audio/wav", mp4: "video/mp4", png: "image/png" };

type Named = Pick<Artifact, "name" | "mediaType">;

/** A file in another form. */
export interface Rendition {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * Returns the name under which a file is had as WAV, MP4 or PNG, where it is sound or video of another kind or a WebP:
 * `talk.mp3.wav`. Null for every other file.
 */
export function renditionName({ name, mediaType }: Named): string | null {
  if (mediaType.startsWith("audio/") && !/^audio\/(?:wav|flac)$/.test(mediaType)) return `${name}.wav`;
  if (mediaType.startsWith("video/") && mediaType !== "video/mp4") return `${name}.mp4`;
  if (mediaType === "image/webp") return `${name}.png`;
  return null;
}

/** Returns the file of a run that has a name, or whose rendition has it; null if there is none. */
export function originalOf(record: StoredRun["record"], name: string): Artifact | null {
  const all = artifactsOf(record);
  return all.find((one) => one.name === name) ?? all.find((one) => renditionName(one) === name) ?? null;
}

/** Makes files of runs anew in forms that all players know. */
export class Renditions {
  readonly #storage: RunStorage;
  readonly #made = new Map<string, Promise<Uint8Array | null>>();

  constructor(storage: RunStorage) {
    this.#storage = storage;
  }

  /** Returns the rendition of a file; null if there is none: of another codec, an animation, broken, too large or too long. */
  async of(stored: StoredRun, artifact: Named): Promise<Rendition | null> {
    const name = renditionName(artifact);
    if (name === null) return null;
    const key = `${stored.run}/${name}`;
    const made = this.#made.get(key) ?? make(artifactReader(stored, this.#storage), artifact);
    this.#made.delete(key);
    this.#made.set(key, made);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= REMEMBERED) break;
      this.#made.delete(oldest);
    }
    const bytes = await made;
    return bytes && { bytes, mediaType: TYPES[name.slice(-3)] ?? artifact.mediaType };
  }
}

async function make(files: ArtifactReader, { name, mediaType }: Named): Promise<Uint8Array | null> {
  const content = await files.open(name);
  if (!content || content.bytes > MOST_BYTES) return null;
  const bytes = await collected(content.read());
  if (mediaType.startsWith("video/")) return (await import("@hugginggpt/shared/video")).asMp4(bytes);
  if (mediaType.startsWith("image/")) return (await import("@hugginggpt/shared/pictures")).asPng(bytes);
  const { readSound, wavOf } = await import("@hugginggpt/shared/sound");
  try {
    const { channels, rate } = await readSound({ name, mediaType, bytes }, { maxBytes: MOST_SAMPLE_BYTES });
    return wavOf(channels, rate);
  } catch (error) {
    if (isFault(error)) return null; // Whoever asks gets the file as it is.
    throw error;
  }
}
