import { type CallUsage, type EndpointPrice, isMedia, type ResolvedArgs } from "@hugginggpt/shared";

/** A planned call to a model that runs elsewhere. */
export interface PlannedCall {
  /** Whether the controller or a task makes it. */
  readonly caller: "controller" | "task";
  /** Absent outside a task. */
  readonly task?: number;
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  /** Null if unknown. The meter knows the controller's price itself. */
  readonly price: EndpointPrice | null;
  /** Returns the greatest possible number of input tokens; called only if they have a price. */
  readonly inputTokens: () => number;
}

/** A call whose worst case is reserved. */
export interface OpenCall {
  /** The most tokens that the answer may have; undefined: no limit. */
  readonly maxOutputTokens: number | undefined;
  /**
   * Reports the call's usage and releases the rest of its reservation. `isCharged`: false if it was refused and costs
   * nothing. Returns US dollars, null if the price is unknown.
   */
  end(usage: CallUsage, isCharged: boolean): number | null;
}

/** Keeps calls within a run's budget. */
export interface CallMeter {
  /**
   * Reserves the worst case of a call; waits for running calls to end if it only fits then.
   * @throws Fault LIMIT_REACHED if it does not fit, or its price is unknown and a cap on cost applies.
   */
  begin(call: PlannedCall): Promise<OpenCall>;
}

/** Tokens around the arguments: the task and the form of the answer. */
const AROUND = 2_000;
/** The most tokens of a file: a large picture in tiles has a few thousand. */
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
