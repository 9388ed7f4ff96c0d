import picocolors from "picocolors";
import type { CliContext } from "../program/cli-context.js";
import type { Output } from "./terminal.js";

export type Paint = ReturnType<typeof picocolors.createColors>;

/**
 * Returns the colours for a stream: none unless it is a terminal; `NO_COLOR` turns them off, `FORCE_COLOR` on
 * (`FORCE_COLOR=0` off).
 */
export function paintFor(stream: Output, env: CliContext["env"]): Paint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0";
  const plain = Boolean(env.NO_COLOR) || env.FORCE_COLOR === "0" || env.TERM === "dumb";
  return picocolors.createColors(forced || (stream.isTTY === true && !plain));
}
