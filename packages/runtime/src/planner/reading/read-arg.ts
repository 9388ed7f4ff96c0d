import { type ArgSpec, argTakes, oneLine, outputFits, type PlanArg } from "@hugginggpt/shared";
import { looksLikeTable, readTable, tableFromText } from "@hugginggpt/shared/tables";
import type { NamedFile } from "../file-mentions.js";
import { fileReference, outputReference, type Piece, readNotation } from "../plan-notation.js";
import { bridge, fileNamed, howToWrite, type PlanScope, typeWord } from "../plan-scope.js";

/** The place of an argument, and what it can refer to. */
export interface ArgPlace {
  readonly spec: ArgSpec;
  readonly scope: PlanScope;
  readonly taskId: number;
  /** The task that `<GENERATED>` without a number means; null if there is none or several. */
  readonly implied: number | null;
}

/** The meaning of an argument, or its problem: a sentence that begins with the argument's name. */
export type ArgReading = { readonly arg: PlanArg } | { readonly problem: string };

/**
 * Returns the meaning of a value in a plan: a literal, a file, the output of a task, or parts. A path or name of a
 * given file means that file; a name that only the request contains is a mention; any other path or address for a file
 * is a problem. Opens nothing.
 */
export function readArg(value: unknown, place: ArgPlace): ArgReading {
  const { spec } = place;
  const table = spec.type === "table" && typeof value === "object" ? readTable(value) : null;
  if (table) return { arg: { kind: "literal", value: table } };
  if (Array.isArray(value)) return readList(value, place);
  if (typeof value === "string") return readString(value, place);
  if (typeof value === "number" || typeof value === "boolean") {
    if (spec.type === "numbers" && typeof value === "number") return { arg: { kind: "literal", value } };
    return readString(String(value), place);
  }
  return wrong(place, `is ${value === null ? "null" : "an object"}`);
}

function readList(values: readonly unknown[], place: ArgPlace): ArgReading {
  const { spec } = place;
  if (values.length === 1 && !spec.list) return readArg(values[0], place);
  if (values.length === 0) return wrong(place, "is an empty list");
  if (!spec.list && spec.type !== "text") return tooMany(place, values.length);
  const parts: PlanArg[] = [];
  for (const value of values) {
    if (Array.isArray(value)) return wrong(place, "is a list of lists");
    const reading = readArg(value, { ...place, spec: { ...spec, list: false } });
    if ("problem" in reading) return reading;
    parts.push(reading.arg);
  }
  return { arg: spec.list ? listOf(parts) : textOf(separated(parts)) };
}

function readString(value: string, place: ArgPlace): ArgReading {
  const { spec, scope } = place;
  const file = fileNamed(value, [...scope.files, ...scope.mentions]);
  if (file) return readPieces([{ kind: "file", handle: file.handle }], place);
  const pieces = readNotation(value);
  if (pieces.some(({ kind }) => kind !== "text")) return readPieces(pieces, place);
  if (spec.type === "text") return { arg: spec.list ? listOf(items(value).map(literal)) : literal(value) };
  if (spec.type === "table" && looksLikeTable(value)) {
    const reading = tableFromText(value);
    if ("table" in reading) return { arg: { kind: "literal", value: reading.table } };
  }
  if (spec.type === "numbers" && value.trim() && Number.isFinite(Number(value))) {
    return { arg: { kind: "literal", value: Number(value) } };
  }
  return wrong(
    place,
    `is ${JSON.stringify(oneLine(value, 80))}, which is neither a given file nor a task's output`,
  );
}

function readPieces(pieces: readonly Piece[], place: ArgPlace): ArgReading {
  const { spec } = place;
  const references = pieces.filter(({ kind }) => kind !== "text");
  const isText = spec.type === "text";
  if (!isText && !spec.list && references.length > 1) return tooMany(place, references.length);
  const onlySeparators = pieces.every((piece) => piece.kind !== "text" || /^[\s,;]*$/.test(piece.text));
  const parts: PlanArg[] = [];
  for (const piece of onlySeparators || !isText ? references : pieces) {
    const reading = readPiece(piece, place);
    if ("problem" in reading) return reading;
    parts.push(reading.arg);
  }
  if (spec.list) return { arg: listOf(parts) };
  return { arg: textOf(onlySeparators ? separated(parts) : parts) };
}

function readPiece(piece: Piece, place: ArgPlace): ArgReading {
  if (piece.kind === "text") return { arg: literal(piece.text) };
  if (piece.kind === "file") return readFile(piece.handle, place);
  const of = piece.of ?? place.implied;
  if (of === null) return wrong(place, "names no task", '"<GENERATED>-n" with the id n of the task');
  return readOutput(of, place);
}

function readFile(handle: number, place: ArgPlace): ArgReading {
  const { spec, scope } = place;
  const mention = scope.mentions.find((one) => one.handle === handle);
  const file = mention ?? scope.files.find((one) => one.handle === handle);
  if (!file) {
    const given = scope.files.map(describeFile).join(", ") || "none";
    return wrong(place, `refers to ${fileReference(handle)}, which was not given (files given: ${given})`);
  }
  if (!argTakes(spec, file.type)) {
    const what = mention ? mention.name : describeFile(file);
    return wrong(place, `needs ${typeWord(spec.type)}, but ${what} is ${typeWord(file.type)}`);
  }
  return { arg: mention ? { kind: "mention", name: mention.name } : { kind: "file", handle } };
}

function readOutput(of: number, place: ArgPlace): ArgReading {
  const { spec, scope, taskId } = place;
  if (of === taskId) return wrong(place, "refers to the task itself");
  const source = scope.tasks.get(of);
  if (source === undefined) {
    const ids = [...scope.tasks.keys()].filter((id) => id !== taskId).join(", ") || "none";
    return wrong(place, `refers to ${outputReference(of)}, but there is no task ${of} (other tasks: ${ids})`);
  }
  if (source === null || outputFits(source, spec)) return { arg: { kind: "output", of } };
  const gives = source.outputs.map(typeWord).join(" and ") || "nothing";
  const between = bridge(source, spec, scope);
  const hint = between ? ` Or put ${between} between.` : "";
  const reading = wrong(place, `needs ${typeWord(spec.type)}, but task ${of} (${source.id}) gives ${gives}`);
  return { problem: `${reading.problem}${hint}` };
}

function wrong(
  place: ArgPlace,
  what: string,
  instead = howToWrite(place.spec, place.scope),
): { problem: string } {
  return { problem: `"${place.spec.name}" ${what}. Write ${instead}.` };
}

function tooMany({ spec }: ArgPlace, count: number): { problem: string } {
  return { problem: `"${spec.name}" takes one value, but ${count} are written. Write one task for each.` };
}

function describeFile({ handle, name }: NamedFile): string {
  return `${fileReference(handle)} (${name})`;
}

function literal(value: string): PlanArg {
  return { kind: "literal", value };
}

/** Splits short pieces at commas. A text with a longer piece is one item, because sentences have commas too. */
function items(value: string): string[] {
  const pieces = value.split(/[,;\n]/).map((piece) => piece.trim());
  return pieces.every((piece) => piece.length > 0 && piece.length <= 30) ? pieces : [value];
}

function listOf(parts: readonly PlanArg[]): PlanArg {
  const words = parts.flatMap((part) => (part.kind === "literal" ? [String(part.value)] : []));
  return words.length === parts.length
    ? { kind: "literal", value: words }
    : { kind: "parts", as: "list", parts };
}

function textOf(parts: readonly PlanArg[]): PlanArg {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: "parts", as: "text", parts };
}

function separated(parts: readonly PlanArg[]): PlanArg[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [literal("\n"), part]));
}
