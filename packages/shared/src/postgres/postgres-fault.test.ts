import pg from "pg";
import { describe, expect, it } from "vitest";
import { isDatabaseAway } from "../errors/database-away.js";
import { connectFault, isConflict, statementFault } from "./postgres-fault.js";

const PLACE = { server: "db:5432", database: "registry" };

function stateError(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError("words that nobody decides by", 1, "error"), { code });
}

describe("statementFault", () => {
  it.each([
    ["53100", "DISK"],
    ["58030", "DISK"],
    ["53300", "DATABASE_BUSY"],
    ["57014", "DATABASE_BUSY"],
    ["40P01", "DATABASE_BUSY"],
    ["57P01", "DATABASE_LOST"],
    ["08006", "DATABASE_LOST"],
    ["25006", "DATABASE_READ_ONLY"],
    ["42501", "DATABASE_UNUSABLE"],
    ["42P01", "DATABASE_UNUSABLE"],
  ])("reads %s as %s, with the place and the next step", (state, code) => {
    const fault = statementFault(stateError(state), PLACE, false);
    expect(fault).toMatchObject({ code, came: expect.stringContaining("db:5432/registry") });
    expect(fault).toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  it.each([
    ["53100", true],
    ["58030", false],
    ["53300", true],
    ["57P03", true],
    ["25006", false],
  ])("says of %s whether it passes by itself: %s", (state, passes) => {
    expect(isDatabaseAway(statementFault(stateError(state), PLACE, false))).toBe(passes);
    expect(isDatabaseAway(connectFault(stateError(state), PLACE))).toBe(passes);
  });

  it("leaves wrong SQL, bugs and others' faults as they are", () => {
    for (const error of [stateError("42601"), stateError("23505"), new TypeError("x")]) {
      expect(statementFault(error, PLACE, false)).toBe(error);
    }
  });

  it("takes an error without a code for the break of a connection that broke", () => {
    expect(statementFault(new Error("Connection terminated"), PLACE, true)).toMatchObject({
      code: "DATABASE_LOST",
    });
  });
});

describe("connectFault", () => {
  it.each(["57P03", "08001", "57P01"])("reads %s as a server that cannot be reached yet", (state) => {
    expect(connectFault(stateError(state), PLACE)).toMatchObject({
      code: "DATABASE_UNREACHABLE",
      retryable: true,
    });
  });
});

describe("isConflict", () => {
  it("is true for what PostgreSQL ended for others' sake, wrapped or not", () => {
    expect([stateError("40001"), statementFault(stateError("40P01"), PLACE, false)].every(isConflict)).toBe(
      true,
    );
    expect(isConflict(stateError("23505"))).toBe(false);
  });
});
