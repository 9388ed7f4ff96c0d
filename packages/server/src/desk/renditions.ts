import { buffer } from "node:stream/consumers";
import { artifactReader, artifactsOf, type RunStorage, type StoredRun } from "@hugginggpt/runtime";
import { type Artifact, type ArtifactReader, isFault, NewestMap } from "@hugginggpt/shared";

/** Larger files are not converted. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Most samples: four and a half minutes in stereo, a file of 48 MiB. */
const MOST_SAMPLE_BYTES = 96 * 1024 * 1024;
/** Players request a file in many ranges, so some renditions stay in memory. */
const REMEMBERED = 4;

type Named = Pick<Artifact, "name" | "mediaType">;

/** A file in another format. */
export interface Rendition {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * Returns the name of a file's rendition as WAV, MP4 or PNG, if it is another kind of sound or video, a WebP, an AVIF
 * or a BMP: `talk.mp3.wav`. Null for any other file.
 */
export function renditionName({ name, mediaType }: Named): string | null {
  if (mediaType.startsWith("audio/") && !/^audio\/(?:wav|flac)$/.test(mediaType)) return `${name}.wav`;
  if (mediaType.startsWith("video/") && mediaType !== "video/mp4") return `${name}.mp4`;
  if (/^image\/(?:webp|avif|bmp)$/.test(mediaType)) return `${name}.png`;
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
  readonly #made = new NewestMap<string, Promise<Rendition | null>>(REMEMBERED);

  constructor(storage: RunStorage) {
    this.#storage = storage;
  }

  /** Returns the rendition of a file, see `renditionOf`; null if it has none or is too large. */
  async of(stored: StoredRun, artifact: Named): Promise<Rendition | null> {
    const name = renditionName(artifact);
    if (name === null) return null;
    const key = `${stored.run}/${name}`;
    const made = this.#made.get(key) ?? make(artifactReader(stored, this.#storage), artifact);
    this.#made.set(key, made);
    return made;
  }
}

async function make(files: ArtifactReader, artifact: Named): Promise<Rendition | null> {
  const content = await files.open(artifact.name);
  if (!content || content.bytes > MOST_BYTES) return null;
  return renditionOf(artifact, await buffer(content.read()));
}

/**
 * Returns a file in the format of its rendition; null if its codec is unknown or it is broken or too long. AVIF, BMP
 * and animated WebP keep their content and type: browsers show a picture by its type, whatever its name.
 */
export async function renditionOf(artifact: Named, bytes: Uint8Array): Promise<Rendition | null> {
  const { mediaType } = artifact;
  if (mediaType.startsWith("image/")) return pictureOf(mediaType, bytes);
  if (mediaType.startsWith("video/")) {
    const mp4 = await (await import("@hugginggpt/shared/video")).asMp4(bytes);
    return mp4 && { bytes: mp4, mediaType: "video/mp4" };
  }
  const wav = await asWav(artifact, bytes);
  return wav && { bytes: wav, mediaType: "audio/wav" };
}

async function pictureOf(mediaType: string, bytes: Uint8Array): Promise<Rendition | null> {
  const { asPng, imageFrames, pictureSize } = await import("@hugginggpt/shared/pictures");
  if (mediaType !== "image/webp" || imageFrames(bytes) > 1) return pictureSize(bytes) && { bytes, mediaType };
  const png = await asPng(bytes);
  return png && { bytes: png, mediaType: "image/png" };
}

async function asWav({ name, mediaType }: Named, bytes: Uint8Array): Promise<Uint8Array | null> {
  const { readSound, wavOf } = await import("@hugginggpt/shared/sound");
  try {
    const { channels, rate } = await readSound({ name, mediaType, bytes }, { maxBytes: MOST_SAMPLE_BYTES });
    return wavOf(channels, rate);
  } catch (error) {
    if (isFault(error)) return null; // The caller gets the original file.
    throw error;
  }
}
