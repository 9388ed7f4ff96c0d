import { join } from "node:path";
import { Fault, isMedia, type Media, type ResolvedArgs, type TaskOutput } from "@hugginggpt/shared";
import type { HubAccess } from "./models/hub-repository.js";
import type { LocalModel } from "./models/local-model.js";
import { ModelShelf, type ShelfPlaces } from "./models/model-shelf.js";
import { chosenWeights, type Pull, pullModel } from "./models/pull-model.js";
import { walkFiles } from "./models/walk-files.js";
import { notInstalled, runtimeFolder } from "./runtime/runtime-folder.js";
import { installedTools, type LocalTool, TEXT_READER } from "./tools/local-tools.js";
import { type LatinReader, readPicture, type ToolOptions } from "./tools/read-picture.js";
import type { Weights, WorkerModel } from "./worker/messages.js";
import { ModelHost } from "./worker/model-host.js";

export interface LocalOptions {
  readonly places: ShelfPlaces;
  /** The folder in which the model runtime is, or will be, installed. */
  readonly runtime: string;
  readonly hub: HubAccess;
  /** Most memory of the process that runs models, in bytes. */
  readonly maxMemory: number;
  /** Most bytes that a run may download of one model; 0 forbids downloads. */
  readonly maxDownload: number;
  /** Forbids any use of the network. */
  readonly offline: boolean;
  /** A reader that is better at Latin letters than the installed one, if there is one. */
  readonly latinReader?: LatinReader;
  /** See `PullTools`. */
  readonly claim: (dir: string, signal: AbortSignal | undefined) => Promise<() => void>;
}

/** The size of Silero VAD's weights. */
const SPEECH_FINDER_BYTES = 2_327_524;

/** A pull's id, and what shall differ from the defaults. */
export type PullOptions = Pick<Pull, "id"> & Partial<Omit<Pull, "id" | "maxMemory">>;

/** This machine as a place where models run. Close it when done. */
export class LocalMachine {
  readonly options: LocalOptions;
  readonly shelf: ModelShelf;
  #host: ModelHost | null = null;

  constructor(options: LocalOptions) {
    this.options = options;
    this.shelf = new ModelShelf(options.places);
  }

  /** Whether the model runtime is installed. */
  get isInstalled(): boolean {
    return runtimeFolder(this.options.runtime) !== null;
  }

  /**
   * Returns the process that runs models. Its first job starts it.
   * @throws Fault NOT_INSTALLED.
   */
  get host(): ModelHost {
    if (this.#host) return this.#host;
    const { runtime: wanted, maxMemory } = this.options;
    const runtime = runtimeFolder(wanted);
    if (runtime === null) throw notInstalled();
    this.#host = new ModelHost({ runtime, maxMemory });
    return this.#host;
  }

  /** Downloads a model; see `pullModel`. By default the Hub's task, the best weights that fit, and no limit of size. */
  pull(options: PullOptions): Promise<LocalModel> {
    const { maxMemory, hub, claim } = this.options;
    const pull = { revision: null, task: null, dtype: null, maxDownload: null, ...options, maxMemory };
    return pullModel(pull, { hub, claim, shelf: this.shelf, host: this.host });
  }

  /**
   * Returns what the worker needs to load a model.
   * @throws Fault UNSUPPORTED if its weights cannot be used, OUT_OF_MEMORY.
   */
  async ready(model: LocalModel, signal?: AbortSignal): Promise<WorkerModel> {
    const weights = model.weights ?? (await this.#weightsIn(model, signal));
    return { dir: model.dir, dtype: weights.dtype, bytes: weights.bytes };
  }

  /** The tools that are installed with the model runtime. */
  get tools(): readonly LocalTool[] {
    return installedTools(runtimeFolder(this.options.runtime));
  }

  /** Runs an installed tool and returns its output. @throws Fault as the backend's `run` does. */
  async runTool({ id, task }: LocalTool, args: ResolvedArgs, options: ToolOptions): Promise<TaskOutput> {
    if (id === TEXT_READER)
      return { text: await readPicture(pictureIn(args), this.host, this.options.latinReader, options) };
    const dir = join(runtimeFolder(this.options.runtime) ?? "", "tools", "silero-vad");
    const model = { dir, dtype: "fp32", bytes: SPEECH_FINDER_BYTES } as const;
    return this.host.ask("run", { model, task, args }, options);
  }

  /** Ends the process that runs models. */
  close(): void {
    this.#host?.close();
  }

  async #weightsIn({ id, dir }: LocalModel, signal: AbortSignal | undefined): Promise<Weights> {
    const sets = await this.host.ask("weights", { dir, files: await walkFiles(dir) }, { signal });
    return chosenWeights(sets, { id, dtype: null, maxDownload: null, maxMemory: this.options.maxMemory });
  }
}

function pictureIn({ image }: ResolvedArgs): Media {
  if (isMedia(image)) return image;
  throw new Fault("BAD_REQUEST", "The reader needs a picture", { came: "none" });
}
