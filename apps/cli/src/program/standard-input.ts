import { once } from "node:events";
import { closeSync, createReadStream, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { errorMessage, Fault } from "@hugginggpt/shared";
import { READ_ONLY } from "@hugginggpt/shared/files";
import { t } from "../lang/words.js";
import { type CliContext, noteLine } from "./cli-context.js";

/** The longest wait for a pipe that nobody writes to or closes, in milliseconds. */
const FIRST_MS = 2_000;
/** More than any caller accepts; callers report what is too large for them. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The longest line, in bytes. */
const LONGEST_LINE = 1024 * 1024;

/**
 * Returns whether unannounced standard input has content: false if it ends at once or, with a note, if nothing comes
 * within `waitMs`. The content remains to be read.
 */
export async function firstBytes(context: CliContext, waitMs = FIRST_MS): Promise<boolean> {
  const { in: input, signal } = context;
  const done = new AbortController();
  const until = { signal: AbortSignal.any([signal, done.signal]) };
  try {
    // A stream that ends is readable, too.
    const first = once(input, "readable", until).then(() => "came" as const);
    const how = await Promise.race([first, setTimeout(waitMs, "waited" as const, until)]);
    if (how === "came") return (input as NodeJS.ReadStream).readableLength > 0;
  } catch {
    signal.throwIfAborted();
    return false; // It cannot be read: nothing was promised.
  } finally {
    done.abort();
  }
  noteLine(
    context,
    t`Nothing came on standard input; continuing without it. Use \`--file -\` to wait for it.`,
  );
  return false;
}

/**
 * Returns what a path names, as a stream; `-` is standard input. A pipe, as the shell's `<(...)` gives one, is read like
 * standard input: Ctrl-C ends it.
 * @throws the system's error if it cannot be opened; an Error for a folder or a device.
 */
export function openInput(name: string, { in: input, cwd }: CliContext): CliContext["in"] {
  if (name === "-") return input;
  const path = resolve(cwd, name);
  const file = openSync(path, READ_ONLY);
  const found = fstatSync(file);
  if (found.isFIFO()) return new Socket({ fd: file, readable: true, writable: false });
  if (found.isFile()) return createReadStream(path, { fd: file });
  closeSync(file);
  throw new Error(`${path} is no file`);
}

/**
 * Returns a stream's lines, for `createInterface`, as they come.
 * @throws Fault INPUT_TOO_LARGE, when it is read, for a line without an end.
 */
export function boundedLines(input: CliContext["in"]): Readable {
  return Readable.from(withinLines(input), { objectMode: false });
}

async function* withinLines(input: CliContext["in"]): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    const end = bytes.lastIndexOf("\n");
    length = end < 0 ? length + bytes.byteLength : bytes.byteLength - end - 1;
    if (length > LONGEST_LINE)
      throw new Fault("INPUT_TOO_LARGE", "A line is too long", {
        wanted: "at most 1 MiB",
        next: "Put long texts into files and give them with --file.",
      });
    yield bytes;
  }
}

/**
 * Returns all of standard input, at most `most` bytes plus the rest of the last chunk.
 * @throws Fault USAGE at a terminal, INPUT_UNREADABLE if it cannot be read; the signal's reason when aborted.
 */
export async function readAll(
  { in: input, signal }: Pick<CliContext, "in" | "signal">,
  most = MAX_BYTES,
): Promise<Buffer> {
  if (input.isTTY) {
    throw new Fault("USAGE", "- means standard input, and that is a terminal", {
      next: "Pipe something in, or name a file.",
    });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const stop = (): void => void (input as NodeJS.ReadStream).destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of input) {
      chunks.push(Buffer.from(chunk));
      size += chunks.at(-1)?.byteLength ?? 0;
      if (size > most) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new Fault("INPUT_UNREADABLE", "Cannot read standard input", {
      came: errorMessage(error),
      next: "Name a file instead.",
      cause: error,
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks);
}
