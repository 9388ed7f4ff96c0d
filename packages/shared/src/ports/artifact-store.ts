import type { Artifact } from "../nouns/artifact.js";
import type { ResolvedArgs, TaskOutput } from "../nouns/value.js";

/** The origin of a file. */
export interface ArtifactOrigin {
  readonly taskId: number;
  readonly task: string;
  readonly model: string;
  /** The commit of the model's repository; null or absent if unknown. */
  readonly revision?: string | null;
  /** The model's licence in the Hub's spelling; null or absent if none is declared. */
  readonly license?: string | null;
  /** See `endpointName`. */
  readonly endpoint?: string;
  /** The model's arguments. */
  readonly args?: ResolvedArgs;
}

/** A reader of a run's file. */
export interface ArtifactContent {
  readonly bytes: number;
  /**
   * Reads the bytes from `start` up to, but not including, `end`; by default all.
   * @throws Fault DISK, possibly after some bytes, if the file cannot be read; another code for a store on the network.
   */
  read(range?: { readonly start?: number; readonly end?: number }): AsyncIterable<Uint8Array>;
}

/** Reads the files of one run. */
export interface ArtifactReader {
  /**
   * Returns a reader of the run's file with this name; null if there is none, if it is not a regular file, or if the
   * name is not one that a store gives.
   * @throws Fault DISK if the file exists and cannot be read; another code for a store on the network.
   */
  open(name: string): Promise<ArtifactContent | null>;
  /** Returns a file's path on this machine, whether it exists or not; null if the store has no paths. */
  pathOf(name: string): string | null;
  /** Returns the place of a file without a path, for people: `s3://bucket/runs/...`. Absent or null: it has a path. */
  addressOf?(name: string): string | null;
}

/** Keeps the files that the tasks of a run make, and reads them again. */
export interface ArtifactStore extends ArtifactReader {
  /**
   * Checks that files can be stored, before any task makes one. Absent: the store cannot check in advance.
   * @throws Fault DISK with the reason if they cannot.
   */
  ready?(): Promise<void>;
  /**
   * Stores the parts of an output that are useful as files: its `media` in order, then others, such as a table or a
   * transcript. Returns one artifact for each; empty if there are none. Each file is written atomically under a
   * generated name; none is overwritten.
   * @throws Fault DISK if a file cannot be written, another code for a store on the network. What was stored before
   * stays.
   */
  keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]>;
}
