import { type Candidate, describeRecord, type Endpoint, type EndpointPrice } from "@hugginggpt/shared";

/** The output and input tokens of a typical call, by which prices and speeds are compared. */
const OUTPUT_TOKENS = 300;
const INPUT_TOKENS = 600;
/** The fewest successful attempts for a reliable measured time. */
const ENOUGH = 2;

/**
 * Returns the lowest published price of a typical call at a candidate's endpoints, in US dollars; null if there is
 * none.
 */
export function callPrice({ endpoints }: Pick<Candidate, "endpoints">): number | null {
  return least(endpoints.map(({ price }: Priced) => (price ? costOf(price) : null)));
}

/**
 * Returns how long a candidate takes, in milliseconds: its median here if it was tried often enough, else the best time
 * that the router measured at its endpoints; null if neither is known.
 */
export function callMs({ endpoints, record }: Pick<Candidate, "endpoints" | "record">): number | null {
  if (record && record.medianMs !== null && record.succeeded >= ENOUGH) return record.medianMs;
  return least(
    endpoints.map(({ latencyMs, throughput }: Priced) => {
      if (latencyMs === undefined || !throughput) return latencyMs ?? null;
      return latencyMs + (OUTPUT_TOKENS / throughput) * 1000;
    }),
  );
}

/**
 * Returns a candidate's known price, speed and record, for the choice: `$0.7+2.5/Mtok`, `0.6 s to begin`,
 * `40 tok/s`, `here 3 of 4 ok in 1.2 s`. Empty if nothing is known.
 */
export function describeCosts({ endpoints, record }: Pick<Candidate, "endpoints" | "record">): string[] {
  const cheapest = endpoints
    .flatMap(({ price }: Priced) => (price ? [price] : []))
    .sort((a, b) => costOf(a) - costOf(b))[0];
  const latency = least(endpoints.map(({ latencyMs }: Priced) => latencyMs ?? null));
  const rates = endpoints.flatMap(({ throughput }: Priced) => throughput ?? []);
  return [
    ...(cheapest ? [`$${cheapest.input}+${cheapest.output}/Mtok`] : []),
    ...(latency === null ? [] : [`${seconds(latency)} to begin`]),
    ...(rates.length > 0 ? [`${Math.round(Math.max(...rates))} tok/s`] : []),
    ...describeRecord(record),
  ];
}

/** Facts that only endpoints on other machines have. */
type Priced = Endpoint & {
  readonly price?: EndpointPrice;
  readonly latencyMs?: number;
  readonly throughput?: number;
};

function costOf({ input, output }: EndpointPrice): number {
  return (input * INPUT_TOKENS + output * OUTPUT_TOKENS) / 1_000_000;
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`;
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
