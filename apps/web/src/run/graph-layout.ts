import { graphlib, layout } from "@dagrejs/dagre";
import type { TaskModel } from "./run-model.js";

/** The size of a task's box, in pixels. */
export const BOX = { width: 208, height: 76 } as const;

/** Where a task's box lies. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** An arrow from a task to one that waits for it. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** Returns the arrows of a plan; what a task waits for and is not there is left out. */
export function arrowsOf(tasks: readonly Pick<TaskModel, "id" | "dep">[]): Arrow[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.flatMap(({ id, dep }) =>
    dep.filter((from) => ids.has(from)).map((from) => ({ from, to: id })),
  );
}

/** Returns the places of the tasks' boxes, from left to right as the data flows, or from top to bottom. */
export function placesOf(
  tasks: readonly Pick<TaskModel, "id" | "dep">[],
  direction: "LR" | "TB",
): ReadonlyMap<number, Place> {
  const graph = new graphlib.Graph()
    .setGraph({ rankdir: direction, nodesep: 24, ranksep: 56 })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of tasks) graph.setNode(String(id), { ...BOX });
  for (const { from, to } of arrowsOf(tasks)) graph.setEdge(String(from), String(to));
  layout(graph);
  return new Map(
    tasks.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(String(id)) ?? {};
      return [id, { x: x - BOX.width / 2, y: y - BOX.height / 2 }];
    }),
  );
}
