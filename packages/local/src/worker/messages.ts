import type { Media, RecordedFault, ResolvedArgs, TaskId, TaskOutput } from "@hugginggpt/shared";
import type { ReadText } from "../tools/text-reader.js";

/** What the worker needs to load a model. */
export interface WorkerModel {
  /** The folder with its files: a snapshot of a repository, or the user's own. */
  readonly dir: string;
  readonly dtype: Dtype;
  /** The size of its weights: the least memory that they need. */
  readonly bytes: number;
}

/** How weights are stored, in the terms of transformers.js; the best for a CPU first. */
export const DTYPES = ["q8", "fp32", "int8", "uint8", "fp16", "q4", "bnb4", "q4f16"] as const;
export type Dtype = (typeof DTYPES)[number];

/** A file of a model, and its size in bytes. */
export interface SizedFile {
  /** Relative to the model's folder, with slashes. */
  readonly path: string;
  readonly size: number;
}

/** A complete set of weights of a folder or a repository, in one dtype. */
export interface Weights {
  readonly dtype: Dtype;
  /** The weight files, with external data. */
  readonly files: readonly SizedFile[];
  readonly bytes: number;
}

/** The jobs of the worker. */
export interface WorkerJobs {
  /** A check of the installation: returns the versions of the libraries. */
  readonly hello: { readonly input: null; readonly answer: Readonly<Record<string, string>> };
  /** The sets of weights among these files that can be loaded; `dir` has at least `config.json`. */
  readonly weights: {
    readonly input: { readonly dir: string; readonly files: readonly SizedFile[] };
    readonly answer: readonly Weights[];
  };
  /** Runs a task with a model. The executor checks the output. */
  readonly run: {
    readonly input: { readonly model: WorkerModel; readonly task: TaskId; readonly args: ResolvedArgs };
    readonly answer: TaskOutput;
  };
  /** Reads the printed text in a picture. */
  readonly read: { readonly input: { readonly picture: Media }; readonly answer: ReadText };
  /** Embeds texts. */
  readonly embed: {
    readonly input: {
      readonly model: WorkerModel;
      readonly texts: readonly string[];
      readonly purpose: "document" | "query";
    };
    readonly answer: Float32Array[];
  };
}

export type WorkerOp = keyof WorkerJobs;

/** A message to the worker. */
export type WorkerRequest = {
  readonly [Op in WorkerOp]: {
    readonly id: number;
    readonly op: Op;
    readonly input: WorkerJobs[Op]["input"];
  };
}[WorkerOp];

/** A message from the worker. Warnings come before the answer. */
export type WorkerReply =
  | { readonly id: number; readonly warning: string }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: RecordedFault };

/** What the worker is started with. */
export interface WorkerSetup {
  /** The folder whose `node_modules` has transformers.js. */
  readonly runtime: string;
  /** The memory limit of the process, in bytes. */
  readonly maxMemory: number;
}
