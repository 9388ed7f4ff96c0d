/** A file that a task made. */
export interface Artifact {
  /** Its name, unique within the run. */
  readonly name: string;
  /** Detected from its content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** The duration of a recording or a video; absent if unknown. */
  readonly seconds?: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly taskId: number;
  readonly model: string;
}
