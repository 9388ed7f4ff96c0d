import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../commands/run.js";
import { CliCommand } from "../cli-command.js";
import type { CliContext } from "../cli-context.js";
import { asRequest } from "./bare-request.js";

/** What no option of `run` touches before its work. */
const NO_CONTEXT = {} as CliContext;

const root = new Command("hugginggpt").option("--config <file>").option("--version");
for (const name of ["run", "runs", "doctor", "help"]) root.command(name);

const read = (args: readonly string[]) =>
  asRequest(args, root, async () => runCommand(new CliCommand("run", NO_CONTEXT)));

describe("a command line without a command", () => {
  it.each([
    [["summarize this", "-f", "x"]],
    [["-f", "x", "summarize this"]],
    [["--json", "draw a cat"]],
    [["-v", "draw a cat"]],
    [["--plan", "plan.json"]],
    [["--", "-1 is a number?"]],
    [["翻译"]],
    [["résumé", "-f", "x"]],
    [["describe", "-f", "x"]],
    [[""]],
    [["draw a cat", "--help"]],
  ])("is a request: %j", async (args) => {
    expect(await read(args)).toEqual(["run", ...args]);
  });

  it("keeps the program's own options before the command", async () => {
    expect(await read(["--config", "a b.json", "draw a cat"])).toEqual([
      "--config",
      "a b.json",
      "run",
      "draw a cat",
    ]);
    expect(await read(["--config=x", "doctor"])).toEqual(["--config=x", "doctor"]);
  });

  it.each([
    [[]],
    [["doctor"]],
    [["--help"]],
    [["--version"]],
    [["--config", "x"]],
    [["--json", "doctor"]],
    [["-f", "x", "runs", "list"]],
    [["summarise"]],
  ])("is none: %j", async (args) => {
    expect(await read(args)).toEqual(args);
  });

  it.each([
    [["rnu", "-f", "x"], "rnu"],
    [["serach", "models for dogs"], "serach"],
    [["hello", "world"], "hello"],
  ])("is a mistyped command, whatever follows: %j", async (args, word) => {
    expect(await read(args)).toEqual([word]);
  });

  it("loses no word of a request", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string().filter((text) => /\S\s+\S/.test(text)),
        async (text) => {
          expect(await read(["--", text])).toEqual(["run", "--", text]);
        },
      ),
      { seed: 7, numRuns: 50 },
    );
  });

  it("is one in no program that takes none", async () => {
    expect(await asRequest(["draw a cat"], root, async () => null)).toEqual(["draw a cat"]);
  });
});
