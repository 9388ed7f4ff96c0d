import { AUDIO_ROWS } from "./audio-rows.js";
import type { CatalogueRow } from "./catalogue-row.js";
import { CONTROL_ROWS } from "./control-rows.js";
import { LANGUAGE_ROWS } from "./language-rows.js";
import { OTHER_ROWS } from "./other-rows.js";
import type { TaskId } from "./task-id.js";
import { VISION_ROWS } from "./vision-rows.js";

/**
 * The task catalogue: what each task takes and returns. Types are ours, because the Hub's own demo types are
 * unreliable (a video task says "img").
 */
export const CATALOGUE_ROWS: Readonly<Record<TaskId, CatalogueRow>> = {
  ...LANGUAGE_ROWS,
  ...AUDIO_ROWS,
  ...VISION_ROWS,
  ...OTHER_ROWS,
  ...CONTROL_ROWS,
};
