import { describe, expect, it } from "vitest";
import { startCli } from "../e2e/cli.js";
import { tempHome } from "../e2e/temp-home.js";

const ENV = {
  HUGGINGGPT_DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none",
  HUGGINGGPT_ARTIFACTS: "files",
};

describe("a worker that finds nothing to share", () => {
  const ended = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    startCli("hugginggpt", args, { home: tempHome(), env }).ended;

  it.each([["worker"], ["run", "--queue", "draw a cat"], ["run", "--detach", "draw a cat"]])(
    "says what is to be set: %s",
    async (...args) => {
      const { code, stdout, stderr } = await ended(args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("HUGGINGGPT_DATABASE_URL");
    },
  );

  it("is none that a server could leave its runs to", async () => {
    const { code, stderr } = await ended(["serve", "--port", "0", "--no-worker"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--no-worker")]);
  });

  it("says that the database cannot be reached, and not with which password it tried", async () => {
    const { code, stderr } = await ended(["worker"], ENV);
    expect(code).toBe(5);
    expect(stderr).toContain("127.0.0.1:1/none");
    expect(stderr).not.toContain("secret");
  });

  it.each([["--out", "x"], ["--csv", "x.csv"], ["--controller", "offline"], ["--dry-run"]])(
    "leaves to a worker what is the worker's: %s",
    async (...option) => {
      expect((await ended(["run", "--queue", "draw a cat", ...option], ENV)).code).toBe(2);
    },
  );
});
