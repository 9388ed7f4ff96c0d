/** A file a task made. */
export interface Artifact {
  /** Where it lies on this machine. */
  readonly path: string;
  /** By its content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly taskId: number;
  readonly model: string;
}
