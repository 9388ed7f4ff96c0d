/** The parts of @huggingface/transformers that are used here; its own types are not installed with the checkout. */
export interface Transformers {
  readonly env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    useFSCache: boolean;
    useBrowserCache: boolean;
    fetch: unknown;
    logLevel: number;
    readonly version: string;
  };
  readonly LogLevel: { readonly ERROR: number };
  pipeline(task: string, dir: string, options: LoadOptions): Promise<Pipe>;
  readonly AutoModel: { from_pretrained(dir: string, options: LoadOptions): Promise<Model> };
  readonly ModelRegistry: {
    get_model_files(
      dir: string,
      options: { readonly config: unknown; readonly dtype: string },
    ): Promise<readonly string[]>;
  };
  readonly RawImage: new (
    data: Uint8ClampedArray,
    width: number,
    height: number,
    channels: number,
  ) => RawImage;
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => Tensor;
}

export interface LoadOptions {
  readonly dtype: string;
  readonly device: "cpu";
  readonly local_files_only: true;
}

/** A model with its preprocessing and postprocessing. */
export interface Pipe {
  (...given: readonly unknown[]): Promise<unknown>;
  readonly model: Model;
  readonly tokenizer?: Tokenizer;
  readonly processor?: {
    readonly feature_extractor?: { readonly config?: { readonly sampling_rate?: number } };
  };
  dispose(): Promise<unknown>;
}

export interface Model {
  (inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly generation_config?: Readonly<Record<string, unknown>> | null;
  dispose(): Promise<unknown>;
}

export interface Tokenizer {
  readonly mask_token?: string | null;
  readonly language_codes?: readonly string[];
  readonly chat_template?: unknown;
}

export interface RawImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

export interface Tensor {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

/** The parts of sharp that are used here. */
export type Sharp = (
  input: Uint8Array,
  options?: {
    readonly limitInputPixels?: number;
    readonly raw?: { readonly width: number; readonly height: number; readonly channels: number };
  },
) => SharpImage;

export interface SharpImage {
  metadata(): Promise<{ readonly width?: number; readonly height?: number; readonly orientation?: number }>;
  /** By the EXIF orientation, or clockwise by multiples of 90 degrees. */
  rotate(degrees?: number): SharpImage;
  median(size: number): SharpImage;
  blur(deviation: number): SharpImage;
  flatten(options: { readonly background: string }): SharpImage;
  toColourspace(name: "srgb"): SharpImage;
  removeAlpha(): SharpImage;
  resize(width: number, height: number): SharpImage;
  raw(): SharpImage;
  png(): SharpImage;
  toBuffer(options: { readonly resolveWithObject: true }): Promise<{
    readonly data: Uint8Array;
    readonly info: { readonly width: number; readonly height: number; readonly channels: number };
  }>;
}

/** The libraries of the worker. */
export interface Kit {
  readonly transformers: Transformers;
  readonly sharp: Sharp;
  /** The folder in which they are installed. */
  readonly runtime: string;
  /** Their versions, by name. */
  readonly versions: Readonly<Record<string, string>>;
}
