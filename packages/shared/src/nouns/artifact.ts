/** A file that a task made. */
export interface Artifact {
  /** Its name; no two files of a run have the same. */
  readonly name: string;
  /** By its content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly taskId: number;
  readonly model: string;
}
