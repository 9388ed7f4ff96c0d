import type { EndpointRecord } from "../ports/track-records.js";
import type { TrackRecord } from "./candidate.js";
import { type Endpoint, endpointName } from "./endpoint.js";

/** Fewer attempts than this, of which older ones count less, are not meaningful. */
const LEAST = 0.5;

/**
 * Returns a model's combined track record at its endpoints, with their best median; null for less than half an attempt.
 */
export function recordAt(
  endpoints: readonly Endpoint[],
  records: readonly EndpointRecord[],
): TrackRecord | null {
  const names = new Set(endpoints.map(endpointName));
  const own = records.filter(({ endpoint }) => names.has(endpoint));
  const succeeded = own.reduce((sum, one) => sum + one.succeeded, 0);
  const failed = own.reduce((sum, one) => sum + one.failed, 0);
  if (succeeded + failed < LEAST) return null;
  const medians = own.flatMap(({ medianMs }) => medianMs ?? []);
  return { succeeded, failed, medianMs: medians.length > 0 ? Math.min(...medians) : null };
}

/**
 * Returns how a candidate did here lately: `here 3 of 4 ok in 1.2 s`; empty if it was not tried. What is long ago
 * counts less, and the numbers are rounded.
 */
export function describeRecord(record: TrackRecord | undefined): string[] {
  if (!record) return [];
  const succeeded = Math.round(record.succeeded);
  const tries = succeeded + Math.round(record.failed);
  const took = record.medianMs === null ? "" : ` in ${Number((record.medianMs / 1000).toPrecision(2))} s`;
  return tries > 0 ? [`here ${succeeded} of ${tries} ok${took}`] : [];
}
