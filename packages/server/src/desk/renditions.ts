import { buffer } from "node:stream/consumers";
import { artifactReader, artifactsOf, type RunStorage, type StoredRun } from "@hugginggpt/runtime";
import { type Artifact, type ArtifactReader, isFault } from "@hugginggpt/shared";

/** Larger files are not converted. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Most samples: four and a half minutes in stereo, a file of 48 MiB. */
const MOST_SAMPLE_BYTES = 96 * 1024 * 1024;
/** Players request a file in many ranges, so some renditions stay in memory. */
const REMEMBERED = 4;

const TYPES: Readonly<Record<string, string>> = { wav: "audio/wav", mp4: "video/mp4", png: "image/png" };

type Named = Pick<Artifact, "name" | "mediaType">;

/** A file in another format. */
export interface Rendition {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * Returns the name of a file's rendition as WAV, MP4 or PNG, if it is another kind of sound or video or a WebP:
 * `talk.mp3.wav`. Null for any other file.
 */
export function renditionName({ name, mediaType }: Named): string | null {
  if (mediaType.startsWith("audio/") && !/^audio\/(?:wav|flac)$/.test(mediaType)) return `${name}.wav`;
  if (mediaType.startsWith("video/") && mediaType !== "video/mp4") return `${name}.mp4`;
  if (mediaType === "image/webp") return `${name}.png`;
  return null;
}

/** Returns the file of a run with this name or with a rendition of this name; null if there is none. */
export function originalOf(record: StoredRun["record"], name: string): Artifact | null {
  const all = artifactsOf(record);
  return all.find((one) => one.name === name) ?? all.find((one) => renditionName(one) === name) ?? null;
}

/** Converts files of runs to formats that all players know. */
export class Renditions {
  readonly #storage: RunStorage;
  readonly #made = new Map<string, Promise<Uint8Array | null>>();

  constructor(storage: RunStorage) {
    this.#storage = storage;
  }

  /** Returns the rendition of a file; null if its codec is unknown or it is animated, broken, too large or too long. */
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
  const bytes = await buffer(content.read());
  if (mediaType.startsWith("video/")) return (await import("@hugginggpt/shared/video")).asMp4(bytes);
  if (mediaType.startsWith("image/")) return (await import("@hugginggpt/shared/pictures")).asPng(bytes);
  const { readSound, wavOf } = await import("@hugginggpt/shared/sound");
  try {
    const { channels, rate } = await readSound({ name, mediaType, bytes }, { maxBytes: MOST_SAMPLE_BYTES });
    return wavOf(channels, rate);
  } catch (error) {
    if (isFault(error)) return null; // The caller gets the original file.
    throw error;
  }
}
