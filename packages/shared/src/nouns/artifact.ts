/** A file that a task made. */
export interface Artifact {
  /** Its name; no two files of a run have the same. */
  readonly name: string;
  /** By its content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** How long a recording or a video lasts; absent if that is not known. */
  readonly seconds?: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly taskId: number;
  readonly model: string;
}
