import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { failWith } from "../loopback/faults.js";
import { gate } from "../loopback/gate.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type Bench, startBench } from "./bench.js";

const ARGS = [
  "run",
  "describe this photo",
  "--file",
  "photos",
  "--csv",
  "photos.csv",
  "--backend",
  "providers",
];

describe("a request for each of many files (run --csv)", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  /** A home with so many photos. */
  const photos = (count: number): string => {
    const home = bench.home();
    mkdirSync(join(home, "photos"));
    for (let n = 1; n <= count; n++)
      writeFileSync(join(home, "photos", `${n}.png`), simulatedPng(`photo ${n}`));
    return home;
  };
  const rowsIn = (home: string): string[] =>
    readFileSync(join(home, "photos.csv"), "utf8")
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0] ?? "");
  const asked = (): number => bench.inference.requests.filter(({ method }) => method === "POST").length;

  it("keeps what was finished at Ctrl-C, and does only the rest the next time", async () => {
    const home = photos(3);
    const held = gate();
    bench.inference.inject({ match: bench.worksAt("image-to-text"), fault: held.whole, after: 1 });
    const running = bench.start(ARGS, { home });
    await running.reaches(held.arrived);
    running.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    held.release();
    expect(rowsIn(home)).toEqual(["photos/1.png"]);
    bench.reset();
    expect(await bench.run(ARGS, { home })).toMatchObject({ code: 0 });
    expect(rowsIn(home)).toEqual(["photos/1.png", "photos/2.png", "photos/3.png"]);
    expect(asked()).toBe(2);
  });

  it("takes caps for all files together, and stops where one is reached", async () => {
    const home = photos(3);
    // Five calls: the plan; a choice, the photo and the answer for the first; the photo alone for the second.
    const end = await bench.run([...ARGS, "--max-cost", "0.05", "--assume-cost", "0.01"], { home });
    expect(end).toMatchObject({ code: 1, stderr: expect.stringMatching(/files? without a row/) });
    expect(rowsIn(home)).toEqual(["photos/1.png", "photos/2.png"]);
    expect(bench.calls.length + asked()).toBe(5);
  });

  it("leaves the rest alone after five files in a row that came to nothing", async () => {
    const home = photos(8);
    bench.inference.inject({ fault: failWith(401) });
    const { code, stderr } = await bench.run(ARGS, { home });
    expect(code).toBe(1);
    expect(stderr.match(/✗ photos/g)).toHaveLength(5);
    expect(stderr).toContain("8 files without a row");
    expect(rowsIn(home)).toEqual([]);
  });
});
