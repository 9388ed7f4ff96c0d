import { describe, expect, it } from "vitest";
import { ALL_COMMANDS, likeCommands } from "./all-commands.js";
import { hugginggpt, indexer, registry } from "./programs.js";
import { runOf } from "./testing/run-of.js";

const PROGRAMS = { hugginggpt, indexer, registry };

describe("the commands that are suggested", () => {
  it.each(Object.entries(PROGRAMS))("are those that %s has", async (name, program) => {
    const top = (ALL_COMMANDS[name] ?? []).filter((one) => !one.includes(" "));
    expect(top).toEqual(Object.keys(program.commands));
    for (const group of new Set(ALL_COMMANDS[name]?.flatMap((one) => one.split(" ").slice(0, -1)))) {
      const { out } = await runOf(program, [group, "--help"]);
      const listed = [...(out.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+) /gm)].map(
        ([, one]) => one,
      );
      const known = ALL_COMMANDS[name]?.flatMap((one) =>
        one.startsWith(`${group} `) ? one.split(" ")[1] : [],
      );
      expect(listed.filter((one) => one !== "help")).toEqual(known);
    }
  });

  it.each([
    [hugginggpt, "sync", "hugginggpt", "Did you mean indexer sync?"],
    [indexer, "run", "indexer", "Did you mean hugginggpt run?"],
    [registry, "resume", "registry", "Did you mean hugginggpt runs resume?"],
    [hugginggpt, "serach", "hugginggpt", "Did you mean registry search?"],
    [hugginggpt, "rnu", "hugginggpt", "hugginggpt run"],
    [hugginggpt, "package.json", "hugginggpt", '-f: hugginggpt run "summarize this" -f package.json'],
    [hugginggpt, "zzzzzzzz", "hugginggpt", 'hugginggpt run "zzzzzzzz"'],
    [registry, "verison", "registry", "Did you mean registry version?"],
  ])("are named once for a command that is not there", async (program, word, name, said) => {
    const { code, err } = await runOf(program, [word]);
    expect(code).toBe(2);
    expect(err).toContain(`unknown command '${word}'`);
    expect(err).toContain(said);
    expect(err).toContain(`See \`${name} --help\`.`);
    expect(err.split("Did you mean").length).toBe(said.includes('"') ? 1 : 2);
  });

  it("are none for a word that is like none", () => {
    expect(likeCommands("zzzzzzzz")).toBe("");
  });
});
