import type { RunEvent } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginning, choiceOf, taskEvents } from "../testing/journal-entries.js";
import { picture } from "../testing/tiny-media.js";
import { differences } from "./differences.js";

const ended: RunEvent = { type: "run-ended", status: "done", seconds: 1 };
const whole: RunEvent[] = [
  ...beginning(),
  ...choiceOf(0, "a/one", "a/two"),
  ...taskEvents(0, "a/one", "zero"),
  ...taskEvents(2, "a/one", "two"),
  ended,
];

describe("differences", () => {
  it("has none between a list and itself, nor where times alone differ", () => {
    expect(differences(whole, whole)).toEqual([]);
    const later = whole.map((event) =>
      event.type === "run-started"
        ? { ...event, at: "later" }
        : event.type === "run-ended"
          ? { ...event, seconds: 9 }
          : event,
    );
    expect(differences(whole, later)).toEqual([]);
  });

  it("has none where independent things happened in another order", () => {
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
    const parts = [0, 1, 2].map((task) => taskEvents(task, "m", `text ${task}`));
    fc.assert(
      fc.property(order, (ids) => {
        const shuffled = ids.flatMap((id) => parts[id] ?? []);
        expect(differences(parts.flat(), shuffled)).toEqual([]);
      }),
    );
  });

  it("finds an event that is missing, one too many, and one that tells something else, and says where", () => {
    const without = whole.filter((event) => event.type !== "model-selected");
    expect(differences(whole, without)).toMatchObject([{ about: "choice of task 0", now: null }]);
    expect(differences(without, whole)).toMatchObject([{ about: "choice of task 0", recorded: null }]);
    const other = [...whole.slice(0, -1), { ...ended, status: "failed" as const }];
    expect(differences(whole, other)).toEqual([
      { about: "run", recorded: 'status: "done"', now: 'status: "failed"' },
    ]);
  });

  it("finds any single text that was changed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const [start, attempt, end] = taskEvents(0, "m", "said");
        const changed = taskEvents(0, "m", `said${text}`);
        expect(differences([start, attempt, end].filter(isThere), changed)).toHaveLength(1);
      }),
    );
  });

  it("counts the last time of what an interruption made happen twice", () => {
    const killed = [
      ...whole.slice(0, -4),
      { type: "run-resumed", at: "x" } as const,
      ...taskEvents(2, "a/one", "two"),
      ended,
    ];
    const again: RunEvent[] = [
      ...beginning().slice(0, 4),
      { type: "controller-called", prompt: "p1" },
      ...whole,
    ];
    expect(differences(killed, whole)).toEqual([]);
    expect(differences(again.slice(5), whole)).toEqual([]);
    const otherwise = taskEvents(2, "a/two", "was said before the interruption");
    expect(
      differences([...otherwise, ...taskEvents(2, "a/one", "two")], taskEvents(2, "a/one", "two")),
    ).toEqual([]);
  });

  it("finds a warning that only one has, however often, and none where it is repeated alone", () => {
    const warned = (...messages: string[]): RunEvent[] => [
      ...messages.map((message): RunEvent => ({ type: "warning", message })),
      ended,
    ];
    expect(differences(warned("a", "a"), warned("a"))).toEqual([]);
    expect(differences(warned("a"), warned())).toMatchObject([{ about: "run" }]);
    expect(differences(warned("a", "a"), warned("b", "b"))).toEqual([
      { about: "run", recorded: 'message: "a"', now: 'message: "b"' },
    ]);
  });

  it("shows a text against an object or a list whole", () => {
    const said = (output: unknown) => {
      const [start, attempt, end] = taskEvents(0, "m", "x");
      if (!start || !attempt || end?.type !== "task-ended") throw new Error("no end");
      return [start, attempt, { ...end, outcome: { ...end.outcome, output } } as RunEvent];
    };
    expect(differences(said({ text: "x" }), said("x"))).toEqual([
      { about: "task 0", recorded: 'outcome.output: {"text":"x"}', now: 'outcome.output: "x"' },
    ]);
  });

  it("does not look at the content of files, which no journal holds", () => {
    const made = (bytes: Uint8Array): RunEvent => ({
      type: "task-ended",
      task: 0,
      outcome: {
        status: "succeeded",
        model: "m",
        endpoint: "e",
        output: { media: [{ ...picture, bytes }] },
        artifacts: [],
        attempts: [],
      },
    });
    expect(differences([made(new Uint8Array())], [made(picture.bytes)])).toEqual([]);
  });
});

function isThere(event: RunEvent | undefined): event is RunEvent {
  return event !== undefined;
}
