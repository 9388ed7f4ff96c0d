import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import { runCli } from "./cli.js";

const SPEECH = ["run", "Read 'Good evening' aloud", "--backend", "providers"];

describe("what earlier runs teach", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it("is shown by --explain and to whoever chooses, and a plan or a dry run teaches nothing", async () => {
    const home = bench.home();
    await bench.report([...SPEECH, "--dry-run"], { home });
    expect(existsSync(join(home, "track-records.sqlite"))).toBe(false);
    const { tasks } = await bench.report(SPEECH, { home });
    const model = tasks[0]?.model ?? "";
    const search = ["search", "speech", "--task", "text-to-speech", "--explain"];
    const { stdout } = await runCli("registry", search, { home });
    expect(stdout).toMatch(/in earlier runs: here 1 of 1 ok in \d/);
    bench.reset();
    await bench.report(SPEECH, { home });
    const choice = bench.calls.find(({ schema }) => schema?.name === "choice");
    const line = choice?.user.split("\n").find((one) => one.includes(model));
    expect(line).toMatch(/here 1 of 1 ok/);
  });
});
