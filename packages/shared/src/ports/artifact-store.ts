import type { Artifact } from "../nouns/artifact.js";
import type { Media, ResolvedArgs, TaskOutput } from "../nouns/value.js";

/** What made a file. */
export interface ArtifactOrigin {
  readonly taskId: number;
  readonly task: string;
  readonly model: string;
  /** Commit of the model's repository; null or absent if it has none or none is known. */
  readonly revision?: string | null;
  /** The model's licence in the Hub's spelling; null or absent if none is declared. */
  readonly license?: string | null;
  /** See `endpointName`. */
  readonly endpoint?: string;
  /** What the model was given. */
  readonly args?: ResolvedArgs;
}

/** The content of a file of a run, to be read. */
export interface ArtifactContent {
  readonly bytes: number;
  /**
   * Reads the bytes from `start` to before `end`, by default all.
   * @throws Fault DISK, also in the middle, where the file cannot be read; by another code what a store on the network
   * answered.
   */
  read(range?: { readonly start?: number; readonly end?: number }): AsyncIterable<Uint8Array>;
}

/** Reads the files of one run. */
export interface ArtifactReader {
  /**
   * Returns the content of a file of the run by its name; null if there is none, or what lies there is no regular file.
   * A name that no store gives is nobody's file.
   * @throws Fault DISK when it is there and cannot be read; by another code what a store on the network answered.
   */
  open(name: string): Promise<ArtifactContent | null>;
  /** Returns where a file is, or would be, on this machine; null if it has no path. */
  pathOf(name: string): string | null;
  /** Returns where a file is that has no path, for people: `s3://bucket/runs/...`. Absent, or null: nowhere else. */
  addressOf?(name: string): string | null;
}

/** Keeps the files that the tasks of a run make, and reads them again. */
export interface ArtifactStore extends ArtifactReader {
  /**
   * Resolves where files can be kept; asked before tasks are run that make some. Absent: nothing can be said before.
   * @throws Fault DISK with the reason where they cannot.
   */
  ready?(): Promise<void>;
  /**
   * Writes a file whole or not at all, under a name of our own making; never overwrites.
   * @throws Fault DISK when it cannot be written; by another code what a store on the network answered.
   */
  put(media: Media, origin: ArtifactOrigin): Promise<Artifact>;
  /**
   * Keeps all of an output that is of use as a file: first its `media`, one artifact each in their order, then what
   * else there is, such as a table or a transcript. Empty if there is nothing of the kind.
   * @throws Fault DISK when a file cannot be written.
   */
  keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]>;
}
