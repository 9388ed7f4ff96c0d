import { Fault } from "@hugginggpt/shared";
import type { ColumnMetaData, FileMetaData, SchemaElement } from "hyparquet";
import type { ColumnKind, Layout } from "./layouts.js";

/** The leaves of a struct that are read. Others may be large: `gguf` also has whole chat templates. */
const LEAVES: Partial<Record<ColumnKind, readonly string[]>> = {
  total: ["total"],
  bases: ["relation", "id"],
};
const NUMBERS = ["INT32", "INT64", "FLOAT", "DOUBLE"];
const MAX_DEPTH = 16;

/**
 * Returns the metadata with only the columns and leaves of a layout, so that nothing else is read.
 * @throws Fault INPUT_UNREADABLE if a column has another type than in the layout, or is outside the file.
 */
export function pruneMetadata(metadata: FileMetaData, layout: Layout, fileSize: number): FileMetaData {
  const kept = new Set<string>();
  const schema = pruneSchema(metadata.schema, layout, kept);
  const row_groups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.filter(({ meta_data }) => kept.has(pathOf(meta_data))),
  }));
  for (const { columns } of row_groups) {
    if (columns.length !== kept.size) throw damaged("a row group lacks columns");
    for (const { meta_data, file_path } of columns) {
      if (file_path) throw damaged("its data lie in other files");
      if (meta_data) checkPlace(meta_data, fileSize);
    }
  }
  const rows = row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  const counts = row_groups.map(({ num_rows }) => Number(num_rows));
  if (
    !counts.every((count) => Number.isSafeInteger(count) && count >= 0) ||
    rows !== Number(metadata.num_rows)
  )
    throw damaged("its numbers of rows contradict each other");
  return { ...metadata, schema, row_groups };
}

/** A schema is a list in depth-first order; each element has the number of its children. */
function pruneSchema(schema: readonly SchemaElement[], layout: Layout, kept: Set<string>): SchemaElement[] {
  let at = 0;
  const walk = (path: readonly string[]): SchemaElement[] => {
    const element = schema[at++];
    if (!element || path.length > MAX_DEPTH) throw damaged("its schema has no end");
    const here = path.length === 0 && at === 1 ? [] : [...path, element.name];
    const count = element.num_children ?? 0;
    if (count < 0 || count > schema.length) throw damaged("its schema has no end");
    if (count === 0) {
      if (!isWanted(here, element, layout)) return [];
      kept.add(here.join("."));
      return [element];
    }
    const children: SchemaElement[] = [];
    let direct = 0;
    for (let i = 0; i < count; i++) {
      const below = walk(here);
      if (below.length > 0) direct++;
      children.push(...below);
    }
    return direct === 0 && here.length > 0 ? [] : [{ ...element, num_children: direct }, ...children];
  };
  return walk([]);
}

function isWanted(path: readonly string[], element: SchemaElement, layout: Layout): boolean {
  const spec = layout.columns.find(({ column }) => column === path[0]);
  if (!spec) return false;
  const flat = path.length === 1;
  switch (spec.kind) {
    case "text":
      // Dates are numbers in some files, so only required texts must be texts.
      if (spec.required) requireType(spec.column, flat && element.type === "BYTE_ARRAY", "text", element);
      return flat && element.repetition_type !== "REPEATED";
    case "count":
      requireType(spec.column, flat && NUMBERS.includes(element.type ?? ""), "numbers", element);
      return true;
    case "bytes":
      requireType(spec.column, flat && element.type === "BYTE_ARRAY", "text", element);
      return true;
    case "texts":
      return element.type === "BYTE_ARRAY";
    case "json":
      return flat && element.type === "BYTE_ARRAY";
    case "flag":
      return flat;
    case "total":
    case "bases":
      return !flat && (LEAVES[spec.kind] ?? []).includes(path.at(-1) ?? "");
  }
}

function requireType(column: string, fits: boolean, wanted: string, element: SchemaElement): void {
  if (fits && element.repetition_type !== "REPEATED") return;
  throw new Fault("INPUT_UNREADABLE", `its column ${column} does not hold ${wanted}`, {
    wanted,
    came: `${element.repetition_type === "REPEATED" ? "lists of " : ""}${element.type ?? "a struct"}`,
  });
}

function checkPlace(meta: ColumnMetaData, fileSize: number): void {
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const bytes = Number(meta.total_compressed_size);
  const lies = Number.isSafeInteger(start) && Number.isSafeInteger(bytes) && start >= 0 && bytes >= 0;
  if (!lies || start + bytes > fileSize) throw damaged("a column lies outside of the file");
}

function pathOf(meta: ColumnMetaData | undefined): string {
  return meta?.path_in_schema.join(".") ?? "";
}

function damaged(how: string): Fault {
  return new Fault("INPUT_UNREADABLE", `it is damaged: ${how}`, { next: "Download it again." });
}
