import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepHome } from "@hugginggpt/runtime/home";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bashScript } from "../../commands/first/bash-script.js";
import { hugginggpt, indexer, registry } from "../../programs.js";
import { runOf } from "../../testing/run-of.js";
import type { Program } from "../program.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hugginggpt-complete-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const run = (program: Program, args: readonly string[]) =>
  runOf(program, args, { env: { HUGGINGGPT_HOME: home }, cwd: home });

/** What a shell is offered for these words, and whether files may follow. */
async function offered(program: Program, ...words: readonly string[]) {
  const { code, out, err } = await run(program, ["complete", "--", ...words]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out.trimEnd().split("\n");
  const values = lines.slice(0, -1).map((line) => line.split("\t")[0] ?? "");
  return { values, files: lines.at(-1) === ":0" };
}

describe("a command line is completed by", () => {
  it("commands, and those under a command", async () => {
    expect((await offered(hugginggpt, "ru")).values).toEqual(["run", "runs"]);
    expect((await offered(hugginggpt, "runs", "re")).values).toEqual(["resume", "rerun", "replay"]);
    expect((await offered(indexer, "")).values).toEqual(
      expect.arrayContaining(["sync", "status", "version"]),
    );
    expect((await offered(hugginggpt, "--config", "x", "doc")).values).toEqual(["doctor"]);
  });

  it("options of the command, and of run where a request has no command", async () => {
    expect((await offered(hugginggpt, "run", "--pol")).values).toEqual(["--policy"]);
    expect((await offered(hugginggpt, "draw a cat", "--max-c")).values).toEqual([
      "--max-cost",
      "--max-calls",
    ]);
    expect((await offered(hugginggpt, "plan", "--policy")).values).toEqual([]);
    expect((await offered(registry, "search", "--exp")).values).toEqual(["--explain"]);
  });

  it("values of options, after = and in lists too", async () => {
    expect((await offered(hugginggpt, "run", "--policy", "f")).values).toEqual(["fastest"]);
    expect((await offered(hugginggpt, "run", "--policy=ch")).values).toEqual(["--policy=cheapest"]);
    expect((await offered(hugginggpt, "--licenses", "mit,apa")).values).toEqual(["mit,apache-2.0"]);
    expect((await offered(registry, "search", "x", "-t", "sum")).values).toEqual(["summarization"]);
    expect((await offered(registry, "search", "--provider", "fal")).values).toEqual(["fal-ai"]);
    expect((await offered(hugginggpt, "chat", "--controller", "ol")).values).toEqual(["ollama:"]);
  });

  it("files where an option takes one, and nowhere else", async () => {
    expect(await offered(hugginggpt, "run", "-f", "")).toEqual({ values: [], files: true });
    expect(await offered(hugginggpt, "run", "--plan", "")).toEqual({ values: [], files: true });
    expect((await offered(hugginggpt, "runs", "")).files).toBe(false);
  });

  it("runs, models, settings and pages", async () => {
    keepHome(home);
    const ids = ["20261130-120000000-", "20261130-130000000-"].map((start, n) => start + `${n}`.repeat(32));
    for (const id of [...ids, "$(touch x)"]) mkdirSync(join(home, "runs", id), { recursive: true });
    expect((await offered(hugginggpt, "runs", "show", "")).values).toEqual(["last", "11111111", "00000000"]);
    expect((await offered(registry, "show", "google-t5/")).values).toEqual(["google-t5/t5-base"]);
    expect((await offered(hugginggpt, "config", "set", "limits.max")).values).toEqual([
      "limits.maxCost",
      "limits.maxCalls",
      "limits.maxSeconds",
    ]);
    expect((await offered(hugginggpt, "config", "set", "policy", "l")).values).toEqual(["local"]);
    expect((await offered(hugginggpt, "help", "doct")).values).toEqual(["doctor"]);
  });

  it("nothing that a shell could take for more than a word, and never by an error", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        async (words) => {
          const { values } = await offered(hugginggpt, ...words);
          expect(values.filter((one) => !/^[\w.:/@+,=~-]+$/.test(one))).toEqual([]);
        },
      ),
      { seed: 11, numRuns: 30 },
    );
  });
});

describe("the scripts of the shells", () => {
  it("are for four shells, of which one is named", async () => {
    for (const args of [["complete"], ["complete", "bsh"], ["complete", "bash", "zsh"]])
      expect(await run(hugginggpt, args)).toMatchObject({ code: 2, out: "" });
    expect((await run(hugginggpt, ["complete", "fsh"])).err).toContain("Did you mean");
    const { out } = await run(hugginggpt, ["complete", "bash"]);
    for (const name of ["hugginggpt", "hgpt", "indexer", "registry"])
      expect(out).toContain(`_${name}_complete ${name}`);
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
    for (const shell of ["zsh", "fish", "powershell"]) await run(registry, ["complete", shell]);
    expect(printed.mock.calls.map(([text]) => String(text).split("\n")[0])).toEqual([
      "#compdef registry",
      expect.stringContaining("fish completion for registry"),
      expect.stringContaining("powershell completion for registry"),
    ]);
    printed.mockRestore();
  });

  it.skipIf(process.platform === "win32")(
    "ask in bash with the words as they stand, and run none of them (POSIX)",
    () => {
      const line = 'tool run "a $(touch ran)" `touch ran` --controller openai:';
      const script = `
      tool() { printf '<%s>' "$@" > asked; printf 'openai:a\\tx\\nopenai:b\\n:4\\n'; }
      ${bashScript("tool")}
      COMP_LINE=$LINE COMP_POINT=${line.length}
      _tool_complete
      cat asked; printf '\\n'; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const said = execFileSync("bash", ["-c", script], {
        cwd: home,
        encoding: "utf8",
        env: { PATH: process.env.PATH, LINE: `${line} rest` },
      });
      expect(said.split("\n")).toEqual([
        '<complete><--><run><"a><$(touch><ran)"><`touch><ran`><--controller><openai:>',
        "a",
        "b",
        "",
      ]);
      expect(existsSync(join(home, "ran"))).toBe(false);
    },
  );
});
