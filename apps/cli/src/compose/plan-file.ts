import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "@hugginggpt/shared";
import type { CliContext } from "../program/cli-context.js";

/** A plan of twenty tasks has a few kilobytes; long texts among its arguments may make it longer. */
const MAX_BYTES = 1024 * 1024;

/**
 * Returns the text of a plan's file; `-` is standard input.
 * @throws Fault INPUT_UNREADABLE where it cannot be read, INPUT_TOO_LARGE above 1 MiB, USAGE for `-` at a terminal.
 */
export async function readPlanFile(name: string, context: CliContext): Promise<string> {
  if (name === "-") return readStandardInput(context);
  const path = resolve(context.cwd, name);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Fault("INPUT_UNREADABLE", `Cannot read the plan ${path}`, {
      came: error instanceof Error ? error.message : String(error),
      next: "Check the path of --plan.",
      cause: error,
    });
  });
  if (bytes.byteLength > MAX_BYTES) throw tooLarge(path);
  return bytes.toString("utf8");
}

async function readStandardInput(context: CliContext): Promise<string> {
  if (context.in.isTTY) {
    throw new Fault("USAGE", "No plan comes from standard input", { next: "Pipe one in, or name its file." });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of context.in) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > MAX_BYTES) throw tooLarge("on standard input");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(where: string): Fault {
  return new Fault("INPUT_TOO_LARGE", `The plan ${where} is too large`, {
    wanted: `at most ${MAX_BYTES} bytes`,
    next: "Put long texts into files and give them with --file.",
  });
}
