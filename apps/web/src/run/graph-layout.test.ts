import { describe, expect, it } from "vitest";
import { arrowsOf, BOX, placesOf } from "./graph-layout.js";

/** A diamond: two tasks wait for the first, the last for both. */
const TASKS = [
  { id: 0, dep: [-1] },
  { id: 1, dep: [0] },
  { id: 2, dep: [0] },
  { id: 3, dep: [1, 2] },
];

describe("the graph of a plan", () => {
  it("has an arrow for each task that another waits for, and none from what is not there", () => {
    expect(arrowsOf([...TASKS, { id: 4, dep: [9] }])).toEqual([
      { from: 0, to: 1 },
      { from: 0, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ]);
  });

  it.each(["LR", "TB"] as const)(
    "lays every task behind what it waits for, and none over another (%s)",
    (direction) => {
      const places = placesOf(TASKS, direction);
      const at = (id: number) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };
      for (const { from, to } of arrowsOf(TASKS)) {
        if (direction === "LR") expect(at(to).x).toBeGreaterThanOrEqual(at(from).x + BOX.width);
        else expect(at(to).y).toBeGreaterThanOrEqual(at(from).y + BOX.height);
      }
      const [one, other] = [at(1), at(2)];
      expect(Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height).toBe(true);
    },
  );

  it("is one column where there is no room beside a box: what waits comes after, and further in", () => {
    const alone = { id: 4, dep: [-1] };
    const column = [...placesOf([alone, ...TASKS], "TB")];
    expect(column.map(([id]) => id)).toEqual([4, 0, 1, 2, 3]);
    expect(column.map(([, { x }]) => x)).toEqual([0, 0, 20, 20, 40]);
  });

  it("is empty for an empty plan", () => expect(placesOf([], "LR").size).toBe(0));
});
