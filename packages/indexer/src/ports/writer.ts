import { Fault } from "@hugginggpt/shared";

/** Who writes the registry, as it says itself. For people only, since numbers of processes are reused. */
export interface Writer {
  readonly pid: number;
  /** The machine or container that the number holds in. */
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Returns the fault for a second writer; null if the first one is unknown. */
export function lockedFault(writer: Writer | null): Fault {
  const who = writer ? `pid ${writer.pid} on ${writer.host}` : "another process";
  return new Fault("REGISTRY_LOCKED", `The registry is locked by ${who}`, {
    wanted: "to write the registry",
    came: writer ? `a process that writes since ${writer.since}` : "a process that writes",
    next: "Wait until it ends, or end it: the lock goes with it.",
    retryable: true,
  });
}
