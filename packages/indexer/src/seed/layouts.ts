import { Fault, oneLine } from "@hugginggpt/shared";

/** How a column's values are read. */
export type ColumnKind = "text" | "count" | "texts" | "json" | "total" | "bases" | "flag" | "bytes";

/** Which column of a bulk file has which field of the Hub's listing. */
export interface Layout {
  readonly name: "hub-stats" | "model-cards";
  readonly columns: readonly LayoutColumn[];
}

export interface LayoutColumn {
  readonly column: string;
  /** The field of an item of the listing; `card` is the README. */
  readonly field: string;
  readonly kind: ColumnKind;
  /** A file without it has another layout. */
  readonly required?: true;
}

/** models.parquet of the dataset `cfahlgren1/hub-stats`: all that the Hub lists, without cards. */
const HUB_STATS: Layout = {
  name: "hub-stats",
  columns: [
    { column: "id", field: "id", kind: "text", required: true },
    { column: "likes", field: "likes", kind: "count", required: true },
    { column: "downloads", field: "downloads", kind: "count", required: true },
    // The files for datasets and spaces have all of the above, but not this.
    { column: "pipeline_tag", field: "pipeline_tag", kind: "text", required: true },
    { column: "tags", field: "tags", kind: "texts", required: true },
    { column: "createdAt", field: "createdAt", kind: "text" },
    { column: "lastModified", field: "lastModified", kind: "text" },
    { column: "library_name", field: "library_name", kind: "text" },
    { column: "cardData", field: "cardData", kind: "json" },
    { column: "safetensors", field: "safetensors", kind: "total" },
    { column: "gguf", field: "gguf", kind: "total" },
    { column: "baseModels", field: "baseModels", kind: "bases" },
    { column: "gated", field: "gated", kind: "flag" },
    { column: "private", field: "private", kind: "flag" },
    { column: "disabled", field: "disabled", kind: "flag" },
  ],
};

/** The dataset `librarian-bots/model_cards_with_metadata`: READMEs with a few fields of the listing. */
const MODEL_CARDS: Layout = {
  name: "model-cards",
  columns: [
    { column: "modelId", field: "id", kind: "text", required: true },
    { column: "likes", field: "likes", kind: "count", required: true },
    { column: "downloads", field: "downloads", kind: "count", required: true },
    { column: "pipeline_tag", field: "pipeline_tag", kind: "text", required: true },
    { column: "tags", field: "tags", kind: "texts", required: true },
    { column: "card", field: "card", kind: "bytes", required: true },
    { column: "createdAt", field: "createdAt", kind: "text" },
    { column: "last_modified", field: "lastModified", kind: "text" },
    { column: "library_name", field: "library_name", kind: "text" },
  ],
};

const LAYOUTS = [MODEL_CARDS, HUB_STATS];
const MAX_NAMED = 40;

/**
 * Returns the layout whose required columns a file has, without the columns that the file lacks.
 * @throws Fault INPUT_UNREADABLE, with the columns wanted and found, if there is none.
 */
export function recogniseLayout(found: readonly string[]): Layout {
  for (const layout of LAYOUTS) {
    if (layout.columns.some(({ column, required }) => required && !found.includes(column))) continue;
    return { ...layout, columns: layout.columns.filter(({ column }) => found.includes(column)) };
  }
  const wanted = LAYOUTS.map(({ name, columns }) => {
    const names = columns.filter(({ required }) => required).map(({ column }) => column);
    return `${names.join(", ")} (${name})`;
  }).join("; or ");
  const named = found
    .slice(0, MAX_NAMED)
    .map((name) => oneLine(name, 40))
    .join(", ");
  throw new Fault("INPUT_UNREADABLE", "its columns are those of no layout that is known", {
    wanted,
    came: `wanted ${wanted}; found ${named || "none"}${found.length > MAX_NAMED ? " and more" : ""}`,
    next: "Give models.parquet of hub-stats, or a file of model_cards_with_metadata.",
  });
}
