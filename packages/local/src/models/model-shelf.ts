import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault, isJsonObject, isTaskId, type TaskId } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { makeFolder } from "@hugginggpt/shared/folders";
import { readJson } from "../read-json.js";
import type { LocalModel } from "./local-model.js";
import { readNote, replaceJson } from "./model-note.js";
import { cacheFolder, idOfFolder, modelRef } from "./model-ref.js";
import { walkFiles } from "./walk-files.js";

/** The id of a commit and a line break are 41. */
const REFERENCE_BYTES = 1024;

export interface ShelfPlaces {
  /** The folder of pulled models, in the layout of the Hub's cache. */
  readonly models: string;
  /** The file that lists the user's own folders. */
  readonly folders: string;
  /** The Hub's own cache, which is only read. */
  readonly hubCache: string | null;
}

/** The models on this machine. */
export class ModelShelf {
  readonly places: ShelfPlaces;

  constructor(places: ShelfPlaces) {
    this.places = places;
  }

  /** Returns all models: pulled ones, folders, then the others of the Hub's cache, each group by name. */
  async list(): Promise<LocalModel[]> {
    const pulled = (
      await Promise.all((await idsIn(this.places.models)).map((id) => this.#pulled(id, null)))
    ).filter((one) => one !== null);
    const cached = await Promise.all((await idsIn(this.places.hubCache)).map((id) => this.#cached(id)));
    const others = cached
      .filter((one) => one !== null)
      .filter(({ id }) => !pulled.some((one) => one.id === id));
    return [...pulled, ...(await this.#folders()), ...others];
  }

  /**
   * Returns a model by name, preferring the given commit; null if no complete one is here.
   * @throws Fault USAGE for a text that is not a model's name.
   */
  async find(name: string, revision: string | null = null): Promise<LocalModel | null> {
    const ref = modelRef(name);
    if (ref.kind === "hub") return (await this.#pulled(ref.id, revision)) ?? (await this.#cached(ref.id));
    const known = (await this.#folders()).find(({ id }) => id === ref.id);
    return known ?? folderModel(ref.path, null);
  }

  /** Returns the folder for a commit of a Hub model, whether it exists or not. */
  snapshotDir(id: string, revision: string): string {
    return join(this.folderOf(id), "snapshots", revision);
  }

  /** Returns the folder that contains everything of a pulled model. */
  folderOf(id: string): string {
    return join(this.places.models, cacheFolder(id));
  }

  /**
   * Registers a user's folder as a model for a task and returns the model. Copies nothing.
   * @throws Fault INPUT_UNREADABLE if the folder has no model with ONNX files.
   */
  async addFolder(path: string, task: TaskId): Promise<LocalModel> {
    const model = await folderModel(path, task);
    if (!model) {
      throw new Fault("INPUT_UNREADABLE", `${path} holds no model that can be loaded here`, {
        wanted: "a folder with config.json and ONNX files",
        next: "Export the model to ONNX first.",
      });
    }
    const others = (await this.#registered()).filter((one) => one.path !== path);
    await this.#register([...others, { path, task }]);
    return model;
  }

  /**
   * Removes a pulled model with its partial downloads, or unregisters a folder without deleting it. Returns the bytes
   * removed, or the folder kept.
   * @throws Fault MODEL_NOT_FOUND if none of it is ours.
   */
  async remove(name: string): Promise<{ readonly bytes: number; readonly kept: string | null }> {
    const ref = modelRef(name);
    if (ref.kind === "folder") {
      const registered = await this.#registered();
      if (!registered.some(({ path }) => path === ref.path)) throw notOurs(name, null);
      await this.#register(registered.filter(({ path }) => path !== ref.path));
      return { bytes: 0, kept: ref.path };
    }
    const dir = this.folderOf(ref.id);
    const isOurs = (await stat(dir).catch(() => null))?.isDirectory() ?? false;
    if (!isOurs) throw notOurs(name, await this.#cached(ref.id));
    const bytes = (await walkFiles(dir)).reduce((sum, { size }) => sum + size, 0);
    await rm(dir, { recursive: true, force: true });
    return { bytes, kept: null };
  }

  async #pulled(id: string, revision: string | null): Promise<LocalModel | null> {
    const snapshots = join(this.folderOf(id), "snapshots");
    const revisions = await readdir(snapshots).catch(() => []);
    const notes = await Promise.all(
      revisions
        .sort()
        .map(async (one) => ({ dir: join(snapshots, one), note: await readNote(join(snapshots, one)) })),
    );
    const whole = notes.filter(({ note }) => note?.id === id);
    const { dir, note } = whole.find((one) => one.note?.revision === revision) ?? whole.at(-1) ?? {};
    if (!dir || !note) return null;
    const { task, dtype, weights: files } = note;
    const weights = { dtype, files, bytes: files.reduce((sum, { size }) => sum + size, 0) };
    return { id, place: "pulled", dir, revision: note.revision, task, weights, bytes: note.bytes };
  }

  async #cached(id: string): Promise<LocalModel | null> {
    const { hubCache } = this.places;
    if (hubCache === null) return null;
    const folder = join(hubCache, cacheFolder(id));
    const reference = await readRegular(join(folder, "refs", "main"), REFERENCE_BYTES).catch(() => null);
    const revision = `${reference ?? ""}`.trim();
    if (!/^[0-9a-f]{40}$/.test(revision)) return null;
    const found = await folderModel(join(folder, "snapshots", revision), null);
    return found && { ...found, id, place: "hub-cache", revision };
  }

  async #folders(): Promise<LocalModel[]> {
    const found = await Promise.all(
      (await this.#registered()).map(({ path, task }) => folderModel(path, task)),
    );
    return found.filter((one) => one !== null);
  }

  async #registered(): Promise<readonly RegisteredFolder[]> {
    const registered = await readJson(this.places.folders);
    return Array.isArray(registered) ? registered.filter(isRegistered) : []; // Folders can be registered again.
  }

  async #register(folders: readonly RegisteredFolder[]): Promise<void> {
    const { folders: path } = this.places;
    makeFolder(dirname(path));
    await replaceJson(path, folders);
  }
}

interface RegisteredFolder {
  readonly path: string;
  readonly task: TaskId;
}

function isRegistered(value: unknown): value is RegisteredFolder {
  if (!isJsonObject(value) || typeof value.path !== "string") return false;
  return typeof value.task === "string" && isTaskId(value.task);
}

async function idsIn(folder: string | null): Promise<string[]> {
  const names = folder === null ? [] : await readdir(folder).catch(() => []);
  return names
    .map(idOfFolder)
    .filter((id) => id !== null)
    .sort();
}

/** Returns the model of a folder with a configuration and ONNX files; null for any other folder. */
async function folderModel(path: string, task: TaskId | null): Promise<LocalModel | null> {
  const files = await walkFiles(path);
  const isModel =
    files.some((one) => one.path === "config.json") && files.some((one) => one.path.endsWith(".onnx"));
  if (!isModel) return null;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { id: `local:${path}`, place: "folder", dir: path, revision: null, task, weights: null, bytes };
}

function notOurs(name: string, cached: LocalModel | null): Fault {
  if (!cached) {
    return new Fault("MODEL_NOT_FOUND", `${name} is not on this machine`, {
      next: "`hugginggpt local list` shows what is here.",
    });
  }
  return new Fault("MODEL_NOT_FOUND", `${name} lies in the Hub's own cache, which other programs use too`, {
    came: cached.dir,
    next: "Remove it with the Hub's own command: hf cache rm.",
  });
}
