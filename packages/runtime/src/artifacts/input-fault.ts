import { Fault } from "@hugginggpt/shared";

/** Returns the fault for a file that is too large, in whatever respect. */
export function tooLarge(given: string, came: string): Fault {
  return new Fault("INPUT_TOO_LARGE", `${given} is too large: ${came}`, {
    came,
    next: "Give a shorter or smaller file.",
  });
}

/** Returns the fault for a file that cannot be used, with why and what to do. */
export function unreadable(path: string, came: string, next: string, cause?: unknown): Fault {
  return new Fault("INPUT_UNREADABLE", `Cannot use ${path}: ${came}`, {
    wanted: "a file that a task can take",
    came,
    next,
    cause,
  });
}
