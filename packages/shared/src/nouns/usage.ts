/** The usage of one call, as far as its answer reports it. */
export interface CallUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** The model's computing time in milliseconds. */
  readonly computeMs?: number;
  /** The result of an earlier run was used, without a call. */
  readonly reused?: boolean;
}

/** The usage of a run. Work on this machine without a model server is free and not counted. */
export interface RunUsage {
  /** Calls to the controller, including failed ones. */
  readonly llmCalls: number;
  /** The controller's tokens, as counted by its server; 0 from a server that does not count. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Calls to other models, including failed ones. */
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The other models' computing time in milliseconds, as far as reported. */
  readonly computeMs: number;
  /**
   * US dollars, by known or assumed prices. A call that does not report its usage counts with the most that it can have
   * used.
   */
  readonly cost: number;
  /** Calls of unknown price, which are in `cost` only if a price was assumed. */
  readonly unpricedCalls: number;
}

export const NO_USAGE: RunUsage = {
  llmCalls: 0,
  promptTokens: 0,
  completionTokens: 0,
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  computeMs: 0,
  cost: 0,
  unpricedCalls: 0,
};

/** The caps of a run; null for no cap. */
export interface RunCaps {
  /** US dollars. */
  readonly maxCost: number | null;
  /** Calls to the controller and to other models together. */
  readonly maxCalls: number | null;
  /** Milliseconds of the whole run, including planning and answer. */
  readonly maxMs: number | null;
  /** The assumed price of a call of unknown price, in US dollars; null to refuse such calls under `maxCost`. */
  readonly assumeCost: number | null;
}

export const NO_CAPS: RunCaps = { maxCost: null, maxCalls: null, maxMs: null, assumeCost: null };

/** An ended call in the journal. */
export interface EndedCall {
  /** See `endpointName`; `controller` for the language model. */
  readonly endpoint: string;
  readonly usage: CallUsage;
  /** US dollars; null if the price is unknown. */
  readonly cost: number | null;
  readonly assumed?: boolean;
}

/** Returns a usage with one more call. */
export function withCall(had: RunUsage, { endpoint, usage, cost, assumed = false }: EndedCall): RunUsage {
  const { inputTokens = 0, outputTokens = 0, computeMs = 0 } = usage;
  const isController = endpoint === "controller";
  return {
    llmCalls: had.llmCalls + (isController ? 1 : 0),
    promptTokens: had.promptTokens + (isController ? inputTokens : 0),
    completionTokens: had.completionTokens + (isController ? outputTokens : 0),
    modelCalls: had.modelCalls + (isController ? 0 : 1),
    inputTokens: had.inputTokens + (isController ? 0 : inputTokens),
    outputTokens: had.outputTokens + (isController ? 0 : outputTokens),
    computeMs: had.computeMs + computeMs,
    cost: had.cost + (cost ?? 0),
    unpricedCalls: had.unpricedCalls + (cost === null || assumed ? 1 : 0),
  };
}
