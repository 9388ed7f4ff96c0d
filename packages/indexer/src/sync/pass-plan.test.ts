import { describe, expect, test } from "vitest";
import type { ListingCursor } from "../ports/registry-store.js";
import { planPass, scopeName } from "./pass-plan.js";

const SCOPE = { task: null, minDownloads: 1000, minLikes: 5 };
const NOW = {
  full: false,
  ofThisTurn: false,
  lastPass: 3,
  lastFull: "2026-11-16T00:00:00.000Z",
  time: "2026-11-22T07:30:00.000Z",
};
const DONE: ListingCursor = {
  scope: scopeName(SCOPE),
  kind: "full",
  task: null,
  pass: 3,
  next: null,
  done: true,
  watermark: "2026-11-01T01:00:00.000Z",
  since: null,
};
const HALF: ListingCursor = { ...DONE, next: "?cursor=1", done: false };

describe("the plan of a pass", () => {
  test("is a full one for a scope that was never listed", () => {
    expect(planPass(SCOPE, null, NOW)).toEqual({ ...DONE, pass: 4, done: false, watermark: NOW.time });
  });

  test("lists changes from an hour before the last complete pass", () => {
    expect(planPass(SCOPE, DONE, NOW)).toMatchObject({
      kind: "changes",
      pass: 4,
      next: null,
      since: "2026-11-01T00:00:00.000Z",
      watermark: NOW.time,
    });
  });

  test("goes on with an interrupted pass of either kind", () => {
    expect(planPass(SCOPE, HALF, NOW)).toBe(HALF);
    const changes: ListingCursor = { ...HALF, kind: "changes", since: DONE.watermark };
    expect(planPass(SCOPE, changes, NOW)).toBe(changes);
  });

  test("is a full one where that is wanted, unless such a one was interrupted", () => {
    const now = { ...NOW, full: true };
    expect(planPass(SCOPE, DONE, now)).toMatchObject({ kind: "full", pass: 4, since: null });
    expect(planPass(SCOPE, HALF, now)).toBe(HALF);
    expect(planPass(SCOPE, { ...HALF, kind: "changes" }, now)).toMatchObject({ kind: "full", next: null });
  });

  test("begins a listing of limited length anew in each turn, and never lists its changes", () => {
    const scope = { ...SCOPE, limit: 9 };
    expect(planPass(scope, HALF, NOW)).toMatchObject({ kind: "full", next: null });
    expect(planPass(scope, DONE, NOW)).toMatchObject({ kind: "full", next: null });
    expect(planPass(scope, HALF, { ...NOW, ofThisTurn: true })).toBe(HALF);
  });

  test("has another name for another task, limit of likes, of downloads or of number", () => {
    const scopes = [
      SCOPE,
      { ...SCOPE, task: "translation" },
      { ...SCOPE, minLikes: 0 },
      { ...SCOPE, minDownloads: 0 },
      { ...SCOPE, limit: 1 },
    ];
    expect(new Set(scopes.map(scopeName)).size).toBe(scopes.length);
  });
});
