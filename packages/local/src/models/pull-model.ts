import { rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { diskFault, Fault, isFault, type TaskId } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { canDo, LOCAL_TASKS } from "../tasks/local-tasks.js";
import { fitsMemory, megabytes, tooLarge } from "../worker/loaded-models.js";
import type { Dtype, Weights } from "../worker/messages.js";
import type { ModelHost } from "../worker/model-host.js";
import { downloadFile, sizeOf } from "./download-file.js";
import {
  fileAddress,
  type HubAccess,
  type HubFile,
  type HubRepository,
  readRepository,
} from "./hub-repository.js";
import type { LocalModel } from "./local-model.js";
import { writeNote } from "./model-note.js";
import type { ModelShelf } from "./model-shelf.js";

/** What to pull, and the limits. */
export interface Pull {
  readonly id: string;
  /** A commit, branch or tag; null for the main branch. */
  readonly revision: string | null;
  /** Null for the task that the Hub states. */
  readonly task: TaskId | null;
  /** Null for the first that fits, in the order of `DTYPES`. */
  readonly dtype: Dtype | null;
  /** In bytes; null for no limit. */
  readonly maxDownload: number | null;
  /** Most memory of the process that runs models, in bytes. */
  readonly maxMemory: number;
  readonly signal?: AbortSignal | undefined;
  /** Called as data arrives. */
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
}

/** The progress of a pull. */
export interface PullProgress {
  /** The file that is being downloaded. */
  readonly file: string;
  readonly bytes: number;
  readonly total: number;
}

export interface PullTools {
  readonly hub: HubAccess;
  readonly shelf: ModelShelf;
  readonly host: ModelHost;
  /** Locks a folder against other processes, waiting for the current holder. Call the result to unlock it. */
  readonly claim: (dir: string, signal: AbortSignal | undefined) => Promise<() => void>;
}

/** Bytes to leave free on the disk. */
const SPARE_BYTES = 100e6;
/** A tokenizer's vocabulary has up to 40 MB. */
const MOST_TEXT = 64e6;

/**
 * Returns a model, fetched from the Hub at one commit if it is not here yet: configuration and tokenizer (JSON and
 * text) and one set of ONNX weights, nothing else. Its requirements are known, and confirmed, before weights are
 * fetched.
 * @throws Fault UNSUPPORTED for a model without ONNX files or of a task that cannot run here, LIMIT_REACHED above
 * `maxDownload`, OUT_OF_MEMORY, DISK, and by kind of the Hub's refusal.
 */
export async function pullModel(pull: Pull, tools: PullTools): Promise<LocalModel> {
  const { hub, shelf, claim } = tools;
  const repository = await readRepository(hub, pull.id, pull.revision, pull.signal);
  const task = taskOf(pull, repository);
  const dir = shelf.snapshotDir(pull.id, repository.revision);
  modelFolder(dir);
  const unlock = await claim(shelf.folderOf(pull.id), pull.signal);
  try {
    const known = await shelf.find(pull.id, repository.revision);
    const isHere = known?.dir === dir && (pull.dtype === null || known.weights?.dtype === pull.dtype);
    if (known && isHere) return known;
    return await fetchModel(pull, { ...tools, repository, task, dir });
  } catch (error) {
    // On a full disk, partial files would block everything else.
    if (isFault(error, "DISK") && (await shelf.find(pull.id)) === null)
      await rm(shelf.folderOf(pull.id), { recursive: true, force: true });
    throw error;
  } finally {
    unlock();
  }
}

interface Fetching extends PullTools {
  readonly repository: HubRepository;
  readonly task: TaskId;
  readonly dir: string;
}

async function fetchModel(pull: Pull, fetching: Fetching): Promise<LocalModel> {
  const { repository, task, dir, host, shelf } = fetching;
  const listed = new Map(repository.files.map((file) => [file.path, file]));
  const config = listed.get("config.json");
  if (!config || !repository.files.some(({ path }) => path.endsWith(".onnx"))) throw noWeights(pull.id);
  await fetchAll([config], pull, fetching);
  const sets = await host.ask("weights", { dir, files: repository.files }, { signal: pull.signal });
  const weights = chosenWeights(sets, pull);
  const texts = repository.files.filter(isText);
  const files = [...texts, ...weights.files.flatMap(({ path }) => listed.get(path) ?? [])];
  const missing = await missingBytes(files, dir);
  if (pull.maxDownload !== null && missing > pull.maxDownload) throw overLimit(pull, missing);
  await checkDisk(dir, missing);
  await fetchAll(files, pull, fetching);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { id } = pull;
  await writeNote(dir, {
    id,
    revision: repository.revision,
    task,
    dtype: weights.dtype,
    weights: weights.files.map(({ path, size }) => ({ path, size })),
    bytes,
  });
  const model = await shelf.find(id, repository.revision);
  if (!model) throw new Error("Internal error: a model that was pulled is not there");
  return model;
}

function taskOf({ task, id }: Pull, repository: HubRepository): TaskId {
  const wanted = task ?? repository.task;
  if (wanted !== null && canDo(wanted, wanted)) return wanted;
  throw new Fault("UNSUPPORTED", `${id} cannot be loaded here for ${wanted ?? "an unknown task"}`, {
    wanted: `one of ${LOCAL_TASKS.join(", ")}`,
    next: "Name the task with --task.",
  });
}

/**
 * Returns the first set of weights that has the wanted dtype, fits into memory, and is within the download limit.
 * @throws Fault UNSUPPORTED if there is none at all, OUT_OF_MEMORY if none fits.
 */
export function chosenWeights(
  sets: readonly Weights[],
  { id, dtype, maxMemory, maxDownload }: Pick<Pull, "id" | "dtype" | "maxMemory" | "maxDownload">,
): Weights {
  const wanted = sets.filter((one) => dtype === null || one.dtype === dtype);
  const [first] = wanted;
  if (!first) throw sets.length === 0 || dtype === null ? noWeights(id) : noSuchDtype(id, dtype, sets);
  const fitting = wanted.filter(({ bytes }) => fitsMemory(bytes, maxMemory));
  const [fits] = fitting;
  if (!fits) throw tooLarge(Math.min(...wanted.map(({ bytes }) => bytes)) * 1.5, maxMemory);
  return fitting.find(({ bytes }) => maxDownload === null || bytes <= maxDownload) ?? fits;
}

/** Files of the tokenizer, the processor and the pooling; chat templates are text, too. */
function isText({ path, size }: HubFile): boolean {
  return (/^[^/]+\.(?:json|txt|jinja)$/.test(path) || path === "1_Pooling/config.json") && size <= MOST_TEXT;
}

async function fetchAll(
  files: readonly HubFile[],
  pull: Pull,
  { hub, repository, dir }: Fetching,
): Promise<void> {
  const total = await missingBytes(files, dir);
  let bytes = 0;
  // One at a time: several would not make the connection faster, and make the disk slower.
  for (const file of files) {
    const to = join(dir, ...file.path.split("/"));
    if ((await sizeOf(to)) === file.size) continue;
    await downloadFile({
      hub,
      file,
      to,
      signal: pull.signal,
      url: fileAddress(hub, repository, file.path),
      onBytes: (came) => {
        bytes += came;
        pull.onProgress?.({ file: file.path, bytes, total });
      },
    });
  }
}

async function missingBytes(files: readonly HubFile[], dir: string): Promise<number> {
  let missing = 0;
  for (const { path, size } of files) {
    const to = join(dir, ...path.split("/"));
    const have = (await sizeOf(to)) ?? (await sizeOf(`${to}.incomplete`)) ?? 0;
    missing += Math.max(0, size - have);
  }
  return missing;
}

function modelFolder(dir: string): void {
  try {
    makeFolder(dir);
  } catch (error) {
    throw diskFault("write", dir, error);
  }
}

async function checkDisk(dir: string, wanted: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= wanted + SPARE_BYTES) return;
  throw new Fault("DISK", "The model does not fit on the disk", {
    wanted: `${megabytes(wanted + SPARE_BYTES)} free`,
    came: megabytes(free),
    next: "Free some space (`hugginggpt local du` shows what lies where), or choose another home.",
  });
}

function overLimit({ id, maxDownload }: Pull, missing: number): Fault {
  return new Fault("LIMIT_REACHED", `${id} is larger than what may be downloaded`, {
    wanted: `at most ${megabytes(maxDownload ?? 0)}`,
    came: megabytes(missing),
    next: `Fetch it with \`hugginggpt local pull ${id}\`, or allow more with --max-download.`,
  });
}

function noWeights(id: string): Fault {
  return new Fault("UNSUPPORTED", `${id} has no weights that can be loaded here`, {
    wanted: "ONNX files in onnx/, and config.json",
    next: "Choose a model with ONNX files: `registry search --runnable local` lists some.",
  });
}

function noSuchDtype(id: string, dtype: string, sets: readonly Weights[]): Fault {
  return new Fault("UNSUPPORTED", `${id} has no weights in ${dtype}`, {
    wanted: sets.map((one) => one.dtype).join(", "),
    came: dtype,
  });
}
