import { graphlib, layout } from "@dagrejs/dagre";
import type { TaskModel } from "./run-model.js";

/** The size of a task's box, in pixels. */
export const BOX = { width: 208, height: 76 } as const;

/** The position of a task's box. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** An arrow from a task to one that depends on it. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** Returns the arrows of a plan. Dependencies that do not exist are left out. */
export function arrowsOf(tasks: readonly Pick<TaskModel, "id" | "dep">[]): Arrow[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.flatMap(({ id, dep }) =>
    dep.filter((from) => ids.has(from)).map((from) => ({ from, to: id })),
  );
}

type Linked = Pick<TaskModel, "id" | "dep">;

/** The gap between two boxes of a column, and the indent of dependent tasks, in pixels. */
const GAP = 28;
const STEP = 20;

/** Returns the positions of the tasks' boxes: from left to right as the data flows, or in one column. */
export function placesOf(tasks: readonly Linked[], direction: "LR" | "TB"): ReadonlyMap<number, Place> {
  return direction === "LR" ? rowsOf(tasks) : columnOf(tasks);
}

function rowsOf(tasks: readonly Linked[]): ReadonlyMap<number, Place> {
  const graph = new graphlib.Graph()
    .setGraph({ rankdir: "LR", nodesep: 24, ranksep: 56 })
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

/** Each task follows its dependencies, one step further in than the deepest of them. */
function columnOf(tasks: readonly Linked[]): ReadonlyMap<number, Place> {
  const arrows = arrowsOf(tasks);
  const places = new Map<number, Place>();
  const visit = (id: number): void => {
    const before = arrows.filter(({ to }) => to === id).map(({ from }) => places.get(from));
    if (places.has(id) || before.includes(undefined)) return;
    const x = Math.max(-STEP, ...before.map((place) => place?.x ?? 0)) + STEP;
    places.set(id, { x, y: places.size * (BOX.height + GAP) });
    for (const { from, to } of arrows) if (from === id) visit(to);
  };
  for (const { id } of tasks) visit(id);
  return places;
}
