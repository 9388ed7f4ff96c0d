import type { Artifact } from "../nouns/artifact.js";
import type { Media, ResolvedArgs, TaskOutput } from "../nouns/value.js";

/** What made a file. */
export interface ArtifactOrigin {
  readonly taskId: number;
  readonly task: string;
  readonly model: string;
  /** Commit of the model's repository; null or absent where it has none or none is known. */
  readonly revision?: string | null;
  /** The model's licence in the Hub's spelling; null or absent where none is declared. */
  readonly license?: string | null;
  /** See `endpointName`. */
  readonly endpoint?: string;
  /** What the model was given. */
  readonly args?: ResolvedArgs;
}

/** Keeps the files that tasks make. */
export interface ArtifactStore {
  /**
   * Writes a file whole or not at all, under a name of our own making; never overwrites.
   * @throws Fault DISK when it cannot be written.
   */
  put(media: Media, origin: ArtifactOrigin): Promise<Artifact>;
  /**
   * Keeps all of an output that is of use as a file: first its `media`, one artifact each in their order, then what
   * else there is, such as a table or a transcript. Empty where there is nothing of the kind.
   * @throws Fault DISK when a file cannot be written.
   */
  keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]>;
}
