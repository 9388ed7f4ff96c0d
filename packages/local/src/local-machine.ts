import { join } from "node:path";
import {
  Fault,
  isMedia,
  type Media,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import type { HubAccess } from "./models/hub-repository.js";
import type { LocalModel } from "./models/local-model.js";
import { ModelShelf, type ShelfPlaces } from "./models/model-shelf.js";
import { chosenWeights, type Pull, pullModel } from "./models/pull-model.js";
import { walkFiles } from "./models/walk-files.js";
import { notInstalled, runtimeFolder } from "./runtime/runtime-folder.js";
import { installedTools, type LocalTool, TEXT_READER } from "./tools/local-tools.js";
import { type LatinReader, readPicture } from "./tools/read-picture.js";
import type { Weights, WorkerModel } from "./worker/messages.js";
import { ModelHost } from "./worker/model-host.js";

export interface LocalOptions {
  readonly places: ShelfPlaces;
  /** Where what loads models is, or will be, installed. */
  readonly runtime: string;
  readonly hub: HubAccess;
  /** Bytes that the process of models may take. */
  readonly maxMemory: number;
  /** Bytes that a run may download of one model; nothing is downloaded for 0. */
  readonly maxDownload: number;
  /** Nothing comes from the network. */
  readonly offline: boolean;
  /** Reads Latin letters better than the reader that is installed; absent: nobody does. */
  readonly latinReader?: LatinReader;
  /** See `PullTools`. */
  readonly claim: (dir: string, signal: AbortSignal | undefined) => Promise<() => void>;
}

/** Of Silero VAD's weights. */
const SPEECH_FINDER_BYTES = 2_327_524;

/** How a tool is followed. */
export interface ToolWork {
  readonly signal: AbortSignal;
  readonly told: (message: string) => void;
}

/** What a pull wants, of what has no default. */
export type PullWish = Pick<Pull, "id"> & Partial<Omit<Pull, "id" | "maxMemory">>;

/** This machine, as a place where models run. Close it in the end. */
export class LocalMachine {
  readonly options: LocalOptions;
  readonly shelf: ModelShelf;
  #host: ModelHost | null = null;

  constructor(options: LocalOptions) {
    this.options = options;
    this.shelf = new ModelShelf(options.places);
  }

  /** Whether models can be loaded: what does it is installed. */
  get isInstalled(): boolean {
    return runtimeFolder(this.options.runtime) !== null;
  }

  /**
   * Returns the process that runs models, which its first job starts.
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

  /** Fetches a model; see `pullModel`. What is left out of the wish is as a user who asks for a model wants it. */
  pull(wish: PullWish): Promise<LocalModel> {
    const { maxMemory, hub, claim } = this.options;
    const pull = { revision: null, task: null, dtype: null, maxDownload: null, ...wish, maxMemory };
    return pullModel(pull, { hub, claim, shelf: this.shelf, host: this.host });
  }

  /**
   * Returns a model as the worker loads it for a task.
   * @throws Fault UNSUPPORTED if its weights cannot be used for the task, OUT_OF_MEMORY.
   */
  async ready(model: LocalModel, task: TaskId, signal?: AbortSignal): Promise<WorkerModel> {
    const weights = model.weights ?? (await this.#weightsIn(model, task, signal));
    return { dir: model.dir, dtype: weights.dtype, bytes: weights.bytes };
  }

  /** The tools that are installed with what loads models. */
  get tools(): readonly LocalTool[] {
    return installedTools(runtimeFolder(this.options.runtime));
  }

  /** Returns what an installed tool makes of its arguments. @throws Fault as the backend's `run` does. */
  async runTool({ id, task }: LocalTool, args: ResolvedArgs, work: ToolWork): Promise<TaskOutput> {
    const { signal, told } = work;
    if (id === TEXT_READER) {
      const { latinReader: latin = null } = this.options;
      return { text: await readPicture(pictureIn(args), { host: this.host, latin, signal, told }) };
    }
    const dir = join(runtimeFolder(this.options.runtime) ?? "", "tools", "silero-vad");
    const model = { dir, dtype: "fp32", bytes: SPEECH_FINDER_BYTES } as const;
    // The worker is ours: it returns what the task does, and the executor checks it.
    return (await this.host.ask("run", { model, task, args }, { signal, told })) as TaskOutput;
  }

  /** Ends the process of models. */
  close(): void {
    this.#host?.close();
  }

  async #weightsIn({ id, dir }: LocalModel, task: TaskId, signal: AbortSignal | undefined): Promise<Weights> {
    const sets = await this.host.ask("weights", { dir, task, files: await walkFiles(dir) }, { signal });
    return chosenWeights(sets, { id, dtype: null, maxDownload: null, maxMemory: this.options.maxMemory });
  }
}

function pictureIn({ image }: ResolvedArgs): Media {
  if (isMedia(image)) return image;
  throw new Fault("BAD_REQUEST", "The reader needs a picture", { came: "none" });
}
