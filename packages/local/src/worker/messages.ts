import type { FaultCode, Media, ResolvedArgs, TaskId } from "@hugginggpt/shared";
import type { ReadText } from "../tools/text-reader.js";

/** A model as the worker loads it. */
export interface WorkerModel {
  /** The folder with its files: a snapshot of a repository, or the user's own. */
  readonly dir: string;
  readonly dtype: Dtype;
  /** Of its weights: what they take in memory at least. */
  readonly bytes: number;
}

/** How weights are stored, in the words of transformers.js; the best for a processor first. */
export const DTYPES = ["q8", "fp32", "int8", "uint8", "fp16", "q4", "bnb4", "q4f16"] as const;
export type Dtype = (typeof DTYPES)[number];

/** A file of a model, and its size in bytes. */
export interface SizedFile {
  /** From the model's folder, with slashes. */
  readonly path: string;
  readonly size: number;
}

/** Weights that a folder or a repository has, whole, in one dtype. */
export interface Weights {
  readonly dtype: Dtype;
  /** The files of weights, external data included. */
  readonly files: readonly SizedFile[];
  readonly bytes: number;
}

/** What the worker can be asked. */
export interface WorkerJobs {
  /** Whether it works: versions of what it loads. */
  readonly hello: { readonly asked: null; readonly answer: Readonly<Record<string, string>> };
  /** Which weights of these files a task's pipeline would load; `dir` holds `config.json` at least. */
  readonly weights: {
    readonly asked: {
      readonly dir: string;
      readonly task: TaskId;
      readonly files: readonly SizedFile[];
    };
    readonly answer: readonly Weights[];
  };
  /** A task of a model. */
  readonly run: {
    readonly asked: { readonly model: WorkerModel; readonly task: TaskId; readonly args: ResolvedArgs };
    readonly answer: unknown;
  };
  /** The printed text in a picture. */
  readonly read: { readonly asked: { readonly picture: Media }; readonly answer: ReadText };
  /** Vectors of texts. */
  readonly embed: {
    readonly asked: {
      readonly model: WorkerModel;
      readonly texts: readonly string[];
      readonly purpose: "document" | "query";
    };
    readonly answer: readonly Float32Array[];
  };
}

export type WorkerOp = keyof WorkerJobs;

/** What is sent to the worker. */
export type WorkerRequest = {
  readonly [Op in WorkerOp]: {
    readonly id: number;
    readonly op: Op;
    readonly asked: WorkerJobs[Op]["asked"];
  };
}[WorkerOp];

/** A fault as it comes over from the worker. */
export interface SentFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly wanted?: string | undefined;
  readonly came?: string | undefined;
  readonly next?: string | undefined;
}

/** What the worker sends back; `told` comes before the answer. */
export type WorkerReply =
  | { readonly id: number; readonly told: string }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: SentFault };

/** What the worker is started with. */
export interface WorkerSetup {
  /** The folder whose `node_modules` has transformers.js. */
  readonly runtime: string;
  /** Bytes that the process may take. */
  readonly maxMemory: number;
}
