import { image, optional, table, text } from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on tables, and those that no plan can use: what each takes and returns. */
export const OTHER_ROWS = {
  "tabular-classification": {
    summary: "label the rows of a table, or a table in a picture",
    args: [{ ...table, accepts: ["image"] }],
    outputs: ["labels"],
    controllerCanSee: true,
    equivalents: ["image-text-to-text"],
  },
  "tabular-regression": {
    summary: "predict a number for each row of a table",
    args: [table],
    outputs: ["numbers"],
  },
  "tabular-to-text": { summary: "describe a table in words", args: [table], outputs: ["text"] },
  "time-series-forecasting": {
    summary: "continue a series of numbers",
    args: [table],
    outputs: ["table"],
    aliases: ["forecasting"],
  },
  "any-to-any": {
    summary: "answer in any medium from any medium",
    args: [text, optional(image)],
    outputs: ["text"],
  },
  "graph-ml": { summary: "learn on graphs", args: [], outputs: [] },
  "reinforcement-learning": { summary: "act in an environment", args: [], outputs: [] },
  robotics: { summary: "control a robot", args: [], outputs: [] },
  other: { summary: "anything else", args: [], outputs: [] },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
