import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { runCli } from "./cli.js";
import { tempHome } from "./temp-home.js";

const PAGE = 4096;

/** What is done to a registry that was filled before; what every command says then. */
const DAMAGES: readonly (readonly [string, (file: string) => void, RegExp])[] = [
  ["no database at all", overwritten(0), /damaged or is not a database.*Move .* away/],
  ["one with damaged pages", overwritten(PAGE), /damaged or is not a database.*Move .* away/],
  ["one of a newer version", altered("PRAGMA user_version = 99"), /newer version.*Upgrade HuggingGPT/],
  [
    "one of another program",
    altered("PRAGMA application_id = 1; PRAGMA journal_mode = DELETE"),
    /belongs to another program.*--home or HUGGINGGPT_HOME/,
  ],
];

describe("a registry that cannot be used", () => {
  it.each(DAMAGES)(
    "(%s) ends commands with 4 and the next step, and is left as it is",
    async (_what, damage, message) => {
      const home = tempHome();
      const file = join(home, "registry.sqlite");
      expect((await runCli("registry", ["stats"], { home })).code).toBe(0);
      damage(file);
      const before = readFileSync(file);
      for (const [bin, ...args] of [
        ["indexer", "sync"],
        ["hugginggpt", "run", "Read 'hello' aloud"],
      ] as const) {
        const end = await runCli(bin, args, { home });
        expect(end, bin).toMatchObject({ code: 4, stdout: "" });
        expect(end.stderr, bin).toMatch(message);
        expect(end.stderr.trimEnd().split("\n"), bin).toHaveLength(1);
      }
      expect(readFileSync(file).equals(before)).toBe(true);
    },
  );

  it("is named by hugginggpt doctor, which ends with 3", async () => {
    const home = tempHome();
    writeFileSync(join(home, "registry.sqlite"), "no database ".repeat(PAGE));
    const end = await runCli("hugginggpt", ["doctor", "--offline"], { home });
    expect(end.code).toBe(3);
    expect(end.stdout).toMatch(/BAD .*registry .*damaged/);
    // What does not need it is checked all the same.
    expect(end.stdout).toMatch(/disk .* free.*hub .*token .*controller /s);
  });
});

/** Writes nonsense over everything from a byte on. */
function overwritten(from: number): (file: string) => void {
  return (file) => {
    const nonsense = Buffer.alloc(statSync(file).size - from, 0xab);
    const handle = openSync(file, "r+");
    writeSync(handle, nonsense, 0, nonsense.length, from);
    closeSync(handle);
  };
}

function altered(sql: string): (file: string) => void {
  return (file) => {
    const db = new Database(file);
    db.exec(sql);
    db.close();
  };
}
