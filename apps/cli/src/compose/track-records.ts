import {
  openSqliteTrackRecords,
  type SqliteTrackRecords,
  type TrackRecordOptions,
} from "@hugginggpt/runtime/records";
import { isFault, systemClock } from "@hugginggpt/shared";
import { describe, t } from "../lang/words.js";
import type { HomeFiles } from "./home.js";

/** Opens the track records of models. If that fails, returns null and reports why: runs work without them. */
export function openTrackRecords(
  { trackRecords }: HomeFiles,
  onTrouble: NonNullable<TrackRecordOptions["onTrouble"]>,
): SqliteTrackRecords | null {
  try {
    return openSqliteTrackRecords(trackRecords, { clock: systemClock, onTrouble });
  } catch (error) {
    if (!isFault(error)) throw error;
    onTrouble(t`The results of models in earlier runs cannot be read: ${describe(error)}`);
    return null;
  }
}
