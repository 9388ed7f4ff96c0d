import { type CallUsage, type EndpointPrice, isMedia, type ResolvedArgs } from "@hugginggpt/shared";

/** A call to a model that does not run on this machine, before it is made. */
export interface PlannedCall {
  /** The language model that plans, or the model of a task. */
  readonly caller: "controller" | "task";
  /** Absent outside a task. */
  readonly task?: number;
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  /** Null if it is not known; the price of the language model is the meter's to know. */
  readonly price: EndpointPrice | null;
  /** Returns how many tokens are sent at most; asked where they have a price. */
  readonly inputTokens: () => number;
}

/** A call for which the worst case is put aside. */
export interface OpenCall {
  /** Tokens that the answer may have; undefined: as many as it takes. */
  readonly maxOutputTokens: number | undefined;
  /**
   * Reports the call's usage and releases the rest of its reservation. `isCharged`: false if it was refused and costs
   * nothing. Returns US dollars, null if the price is unknown.
   */
  end(usage: CallUsage, isCharged: boolean): number | null;
}

/** Keeps calls under a run's budget. */
export interface CallMeter {
  /**
   * Reserves the worst case of a call; waits for running calls to end if it only fits then.
   * @throws Fault LIMIT_REACHED if it does not fit, or its price is unknown and a cap on cost applies.
   */
  begin(call: PlannedCall): Promise<OpenCall>;
}

/** Tokens of what is said around the arguments: the task, the form of the answer. */
const AROUND = 2_000;
/** Tokens of a file at most: a large picture in tiles has a few thousand. */
const PER_FILE = 20_000;

/**
 * Returns the greatest possible number of tokens in a task's arguments, for models paid by tokens: no token is shorter
 * than a byte.
 */
export function inputBound(args: ResolvedArgs): number {
  return Object.values(args).reduce<number>((sum, value) => sum + tokensOf(value), AROUND);
}

function tokensOf(value: ResolvedArgs[string]): number {
  return isMedia(value) ? PER_FILE : Buffer.byteLength(JSON.stringify(value));
}
