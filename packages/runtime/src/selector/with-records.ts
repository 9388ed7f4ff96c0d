import {
  type Candidate,
  type Endpoint,
  type EndpointRecord,
  endpointName,
  recordAt,
  type TrackRecord,
  type TrackRecords,
} from "@hugginggpt/shared";

/** The assumed share of failures of a model without a record. */
const USUAL = 0.2;
/** The most places that a bad record moves a candidate down, and a good one up. */
const DOWN = 3;
const UP = 0.5;
/** Places for each share of failures beyond the usual. */
const SLOPE = 4;

/**
 * Returns candidates of one kind of endpoint with their results here, reordered by them: a candidate whose every
 * endpoint has a bad record moves down by at most three places, a good one keeps its place before those that failed.
 * Endpoints that failed more come after the candidate's others. Without records the order stays.
 */
export async function withRecords(
  candidates: readonly Candidate[],
  records: TrackRecords,
): Promise<Candidate[]> {
  const noted = await Promise.all(candidates.map(({ model }) => records.of(model.id)));
  const known = candidates.map((candidate, place) => {
    const all = noted[place] ?? [];
    const record = recordAt(candidate.endpoints, all);
    const downs = candidate.endpoints.map((endpoint) => downOf(endpoint, all));
    const endpoints = byPlace(candidate.endpoints, downs);
    const one: Candidate = { ...candidate, endpoints, ...(record ? { record } : {}) };
    return { one, place: place + (downs.length > 0 ? Math.min(...downs) : 0) };
  });
  return known.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

/** Returns by how many places a record moves a candidate down, from -0.5 to 3; 0 without one. */
export function placesDown(record: Pick<TrackRecord, "succeeded" | "failed"> | null): number {
  if (!record) return 0;
  const { succeeded, failed } = record;
  const share = (failed + USUAL) / (succeeded + failed + 1);
  return Math.min(DOWN, Math.max(-UP, (share - USUAL) * SLOPE));
}

function downOf(one: Endpoint, all: readonly EndpointRecord[]): number {
  return placesDown(all.find(({ endpoint }) => endpoint === endpointName(one)) ?? null);
}

function byPlace(endpoints: readonly Endpoint[], downs: readonly number[]): Endpoint[] {
  return endpoints
    .map((one, place) => ({ one, place: place + (downs[place] ?? 0) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
