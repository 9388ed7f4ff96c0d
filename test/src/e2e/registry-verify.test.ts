import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { runCli } from "./cli.js";
import { tempHome } from "./temp-home.js";

describe("indexer verify and indexer rebuild", () => {
  it("find a sound registry sound, notice a lost text, and mend it", async () => {
    const home = tempHome();
    const verify = async () => {
      const { code, stdout } = await runCli("indexer", ["verify", "--json"], { home });
      return { code, found: JSON.parse(stdout) };
    };
    expect(await verify()).toMatchObject({ code: 0, found: { ok: true } });
    const sql = new Database(join(home, "registry.sqlite"));
    sql.exec("DELETE FROM texts WHERE rowid = (SELECT min(row) FROM models)");
    sql.close();
    const { code, found } = await verify();
    expect(code).toBe(4);
    expect(found.checks).toContainEqual(
      expect.objectContaining({
        name: "full text",
        ok: false,
        next: expect.stringContaining("indexer rebuild"),
      }),
    );
    const rebuilt = await runCli("indexer", ["rebuild", "--json"], { home });
    expect(rebuilt.code).toBe(0);
    expect(JSON.parse(rebuilt.stdout).texts).toBeGreaterThan(100);
    expect(await verify()).toMatchObject({ code: 0, found: { ok: true } });
  });
});
