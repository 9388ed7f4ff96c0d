import { SqliteTrackRecords, type TrackRecordOptions } from "@hugginggpt/runtime/records";
import { describeError, isFault, systemClock } from "@hugginggpt/shared";
import type { HomeFiles } from "./home.js";

/** Opens how models did in earlier runs; null, and told why, where that cannot be had: a run goes on without. */
export function openTrackRecords(
  { trackRecords }: HomeFiles,
  onTrouble: NonNullable<TrackRecordOptions["onTrouble"]>,
): SqliteTrackRecords | null {
  try {
    return SqliteTrackRecords.open(trackRecords, { clock: systemClock, onTrouble });
  } catch (error) {
    if (!isFault(error)) throw error;
    onTrouble(`The results of models in earlier runs cannot be read: ${describeError(error)}`);
    return null;
  }
}
