import { Fault } from "@hugginggpt/shared";
import { expect, test } from "vitest";
import { FailureStreak } from "./failure-streak.js";

const NETWORK = new Fault("NETWORK", "no answer");
const TOO_LARGE = new Fault("RESPONSE_TOO_LARGE", "too large");

test("the third failure in a row that others will meet too is thrown", () => {
  const streak = new FailureStreak();
  expect([streak.note(NETWORK), streak.note(NETWORK)]).toEqual([NETWORK, NETWORK]);
  expect(() => streak.note(NETWORK)).toThrow(NETWORK);
});

test("a success, or a failure of one item alone, begins the count anew", () => {
  const streak = new FailureStreak();
  for (const between of [() => streak.end(), () => streak.note(TOO_LARGE)]) {
    streak.note(NETWORK);
    streak.note(NETWORK);
    between();
  }
  expect(streak.note(NETWORK)).toBe(NETWORK);
});

test("what is no fault is a bug, and thrown at once", () => {
  expect(() => new FailureStreak().note(new TypeError("bug"))).toThrow("bug");
});
