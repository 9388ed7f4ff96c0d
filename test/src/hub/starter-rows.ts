import { TASKS_DATA } from "@huggingface/tasks";
import type { HubRow } from "./hub-row.js";

/** Returns the models that the Hub's task pages recommend, which a registry begins with, as far as the Hub's listing says it. */
export function starterRows(): HubRow[] {
  return Object.entries(TASKS_DATA).flatMap(([task, page]) =>
    (page?.models ?? []).map(({ id }) => ({ item: { _id: id, id, pipeline_tag: task }, readme: null })),
  );
}
