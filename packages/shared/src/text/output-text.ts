import type { Box, Entity, Label, Segment, TaskOutput } from "../nouns/value.js";

const GROUPS: Readonly<Record<string, string>> = {
  PER: "people",
  PERSON: "people",
  LOC: "places",
  LOCATION: "places",
  GPE: "places",
  ORG: "organisations",
  ORGANIZATION: "organisations",
  MISC: "other names",
};

/**
 * Returns what a task returned as plain text: what flows into a text argument and what a person reads.
 * Text stays as it is; labels become "positive (0.93), neutral (0.07)"; entities are grouped by kind without
 * repetition, "people: Ada; places: London, Paris"; boxes and masks become counts, "2 × cat, 1 × dog"; a table
 * becomes tab-separated lines under its header; a vector becomes its length. The first field that is there, in this
 * order, is the one that is written. Empty for an output of files only.
 */
export function outputText(output: TaskOutput): string {
  if (output.text !== undefined) return output.text;
  if (output.labels) return output.labels.map(labelText).join(", ");
  if (output.entities) return entitiesText(output.entities);
  if (output.boxes) return countsText(output.boxes);
  if (output.masks) return countsText(output.masks);
  if (output.segments) return segmentsText(output.segments);
  if (output.numbers) return output.numbers.map(figure).join(", ");
  if (output.table) return tableText(output.table);
  if (output.vector) return `a vector of ${output.vector.length} numbers`;
  return "";
}

function labelText({ label, score }: Label): string {
  return `${label} (${score.toFixed(2)})`;
}

function segmentsText(segments: readonly Segment[]): string {
  if (segments.length === 0) return "nothing found";
  return segments
    .map(({ label, start, end }) => `${start.toFixed(2)}–${end.toFixed(2)} s ${label}`)
    .join("\n");
}

function entitiesText(entities: readonly Entity[]): string {
  if (entities.length === 0) return "no names found";
  const groups = new Map<string, Set<string>>();
  for (const { entity, text } of entities) {
    const group = GROUPS[entity.toUpperCase()] ?? entity;
    groups.set(group, (groups.get(group) ?? new Set()).add(text));
  }
  return [...groups].map(([group, names]) => `${group}: ${[...names].join(", ")}`).join("; ");
}

function countsText(found: readonly Pick<Box, "label">[]): string {
  if (found.length === 0) return "nothing found";
  const counts = new Map<string, number>();
  for (const { label } of found) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} × ${label}`).join(", ");
}

function tableText(table: NonNullable<TaskOutput["table"]>): string {
  const names = Object.keys(table);
  const rows = Math.max(0, ...names.map((name) => table[name]?.length ?? 0));
  const lines = [names];
  for (let row = 0; row < rows; row++) lines.push(names.map((name) => table[name]?.[row] ?? ""));
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\n]+/g, " ")).join("\t")).join("\n");
}

/** Numbers to at most four decimals, without trailing zeros. */
function figure(value: number): string {
  return String(Number(value.toFixed(4)));
}
