import { resolve } from "node:path";
import { errorCode, errorMessage, Fault, isFault, readableText } from "@hugginggpt/shared";
import type { CliContext } from "../program/cli-context.js";
import { openInput, readAll } from "../program/standard-input.js";

/** A plan of twenty tasks has a few kilobytes, but its arguments can contain long texts. */
const MAX_BYTES = 1024 * 1024;

/**
 * Returns the text of a plan's file, in UTF-8 or, as old versions of PowerShell write, UTF-16; `-` is standard input.
 * @throws Fault INPUT_UNREADABLE if it cannot be read, INPUT_TOO_LARGE above 1 MiB, USAGE for `-` at a terminal.
 */
export async function readPlanFile(name: string, context: CliContext): Promise<string> {
  const path = resolve(context.cwd, name);
  const bytes = await readInput(name, context).catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (isFault(error)) throw error;
    throw new Fault("INPUT_UNREADABLE", `Cannot read the plan ${path}`, {
      came: errorCode(error) === "ENOENT" ? "there is no such file" : errorMessage(error),
      next: "Check the path of --plan.",
      cause: error,
    });
  });
  if (bytes.byteLength > MAX_BYTES) throw tooLarge(name === "-" ? "on standard input" : path);
  return readableText(bytes).text ?? Buffer.from(bytes).toString("utf8");
}

async function readInput(name: string, context: CliContext): Promise<Buffer> {
  return readAll({ in: openInput(name, context), signal: context.signal }, MAX_BYTES);
}

function tooLarge(where: string): Fault {
  return new Fault("INPUT_TOO_LARGE", `The plan ${where} is too large`, {
    wanted: "at most 1 MiB",
    next: "Put long texts into files and give them with --file.",
  });
}
