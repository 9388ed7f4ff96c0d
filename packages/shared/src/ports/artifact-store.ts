import type { Artifact } from "../nouns/artifact.js";
import type { Media } from "../nouns/value.js";

/** Keeps the files that tasks make. */
export interface ArtifactStore {
  /**
   * Writes a file whole or not at all, under a name of our own making; never overwrites.
   * @throws Fault DISK when it cannot be written.
   */
  put(
    media: Media,
    origin: { readonly taskId: number; readonly task: string; readonly model: string },
  ): Promise<Artifact>;
}
