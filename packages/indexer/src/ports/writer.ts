/** Who writes the registry, by its own word: for people, since numbers of processes are reused. */
export interface Writer {
  readonly pid: number;
  /** The machine or container that the number holds in. */
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}
