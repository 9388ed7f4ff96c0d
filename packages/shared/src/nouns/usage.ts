/** What one call used, as far as its answer says. */
export interface CallUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Milliseconds for which the model computed. */
  readonly computeMs?: number;
  /** Nobody was asked: the result of an earlier run was taken. */
  readonly reused?: boolean;
}

/** What a run used. What runs on this machine without a model server costs nothing and is not counted. */
export interface RunUsage {
  /** Calls to the language model that plans, failed ones included. */
  readonly llmCalls: number;
  /** Its tokens, as its server counted them; a server that does not count adds 0. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Calls to other models, failed ones included. */
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Milliseconds for which other models computed, as far as they say. */
  readonly computeMs: number;
  /**
   * US dollars, by prices that are known or assumed. A call whose answer does not say what it used counts with the most
   * that it can have used.
   */
  readonly cost: number;
  /** Calls whose price is not known; they are in `cost` only where a price was assumed for them. */
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

/** What a run may use at most; null: as much as it takes. */
export interface RunCaps {
  /** US dollars. */
  readonly maxCost: number | null;
  /** Calls to the language model and to other models together. */
  readonly maxCalls: number | null;
  /** Milliseconds of the whole run, planning and answer included. */
  readonly maxMs: number | null;
  /** US dollars that a call is taken to cost whose price is not known; null: under `maxCost` no such call is made. */
  readonly assumeCost: number | null;
}

export const NO_CAPS: RunCaps = { maxCost: null, maxCalls: null, maxMs: null, assumeCost: null };

/** A call that has ended, as the journal tells of it. */
export interface EndedCall {
  /** See `endpointName`; `controller` for the language model. */
  readonly endpoint: string;
  readonly usage: CallUsage;
  /** US dollars; null if the price is not known. */
  readonly cost: number | null;
  readonly assumed?: boolean;
}

/** Returns a usage with one more call in it. */
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
