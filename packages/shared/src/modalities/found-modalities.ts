import type { Box, Keypoint, Mask, Segment } from "../nouns/value.js";
import { cleanLabelled } from "./clean-value.js";
import { type DataModalities, dataModality } from "./modality.js";

const NOTHING = "nothing found";

/** What is found in a picture or a recording. Nothing found is an answer. */
export const FOUND_MODALITIES: Pick<DataModalities, "boxes" | "masks" | "keypoints" | "segments"> = {
  boxes: dataModality<readonly Box[]>({
    word: "boxes",
    isAnswer: () => true,
    clean: cleanLabelled,
    asText: countsText,
    asTexts: labelsOf,
    kept: "always",
  }),
  masks: dataModality<readonly Mask[]>({
    word: "masks",
    isAnswer: () => true,
    clean: cleanLabelled,
    asText: countsText,
    asTexts: labelsOf,
    kept: "always",
  }),
  keypoints: dataModality<readonly Keypoint[]>({
    word: "keypoints",
    isAnswer: () => true,
    clean: cleanLabelled,
    asText: null,
    kept: "always",
  }),
  segments: dataModality<readonly Segment[]>({
    word: "segments",
    isAnswer: () => true,
    clean: cleanLabelled,
    asText: segmentsText,
    kept: "untimed",
  }),
};

function labelsOf(found: readonly { readonly label: string }[]): readonly string[] {
  return [...new Set(found.map(({ label }) => label))];
}

function countsText(found: readonly { readonly label: string }[]): string {
  if (found.length === 0) return NOTHING;
  const counts = new Map<string, number>();
  for (const { label } of found) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} × ${label}`).join(", ");
}

function segmentsText(segments: readonly Segment[]): string {
  if (segments.length === 0) return NOTHING;
  return segments
    .map(({ label, start, end }) => `${start.toFixed(2)}–${end.toFixed(2)} s ${label}`)
    .join("\n");
}
