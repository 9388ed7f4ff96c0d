import { printable, type TaskOutput } from "@hugginggpt/shared";

/** Characters of a text, items of a list and files of an output at most: far above what any task here returns. */
const MAX_TEXT = 1_000_000;
const MAX_ITEMS = 10_000;
const MAX_FILES = 16;

/** Returns a model's output with its texts free of control characters, and texts and lists cut at a limit. */
export function cleanOutput(output: TaskOutput): TaskOutput {
  const { text, labels, entities, boxes, masks, keypoints, segments, vector, numbers, table, media } = output;
  return {
    ...(text === undefined ? {} : { text: clean(text) }),
    ...(labels ? { labels: labelled(labels) } : {}),
    ...(entities
      ? {
          entities: entities
            .slice(0, MAX_ITEMS)
            .map((one) => ({ ...one, entity: clean(one.entity), text: clean(one.text) })),
        }
      : {}),
    ...(boxes ? { boxes: labelled(boxes) } : {}),
    ...(masks ? { masks: labelled(masks) } : {}),
    ...(keypoints ? { keypoints: labelled(keypoints) } : {}),
    ...(segments ? { segments: labelled(segments) } : {}),
    ...(vector ? { vector } : {}),
    ...(numbers ? { numbers: numbers.slice(0, MAX_ITEMS) } : {}),
    ...(table
      ? {
          table: Object.fromEntries(
            Object.entries(table).map(([name, cells]) => [clean(name), cells.slice(0, MAX_ITEMS).map(clean)]),
          ),
        }
      : {}),
    ...(media ? { media: media.slice(0, MAX_FILES) } : {}),
  };
}

function labelled<T extends { readonly label: string }>(items: readonly T[]): T[] {
  return items.slice(0, MAX_ITEMS).map((one) => ({ ...one, label: clean(one.label) }));
}

function clean(text: string): string {
  return printable(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
}
