import type { FileHandle } from "node:fs/promises";
import { describeError, Fault } from "@hugginggpt/shared";
import { openToRead } from "@hugginggpt/shared/files";
import type { BulkFile } from "./bulk-file.js";

/**
 * Opens a file on this machine.
 * @throws Fault INPUT_UNREADABLE if it does not exist, is a folder, a pipe or a device, or may not be read.
 */
export async function openLocalFile(path: string): Promise<BulkFile> {
  const handle = await openToRead(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw unreadable(path, "it is no file");
    return {
      name: path,
      size: stat.size,
      read: (start, end) => readExactly(handle, path, start, end),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readExactly(
  handle: FileHandle,
  path: string,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle
      .read(bytes, done, bytes.length - done, start + done)
      .catch((error: unknown) => {
        throw unreadable(path, error);
      });
    if (bytesRead === 0) throw unreadable(path, "it became shorter while it was read");
    done += bytesRead;
  }
  return bytes;
}

function unreadable(path: string, reason: unknown): Fault {
  return new Fault("INPUT_UNREADABLE", `Could not read ${path}: ${describeError(reason)}`, {
    wanted: "a Parquet file",
    next: "Check the path.",
    ...(reason instanceof Error ? { cause: reason } : {}),
  });
}
