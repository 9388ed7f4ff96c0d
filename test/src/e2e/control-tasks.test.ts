import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodePicture } from "@hugginggpt/shared/pictures";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startLoopback } from "../loopback/loopback-server.js";
import { bytes } from "../loopback/reply.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type Bench, startBench } from "./bench.js";
import { isPlanning, planning, planOf } from "./scripts.js";

const GUIDED = "Draw the canny edges of this photo, then make a new picture of a castle guided by it";
const GUIDED_PLAN = planOf(
  { task: "canny-control", args: { image: "<FILE>-1" } },
  { task: "canny-text-to-image", args: { image: "<GENERATED>-0", text: "a castle" }, dep: [0] },
);
const NO_ONE = { HF_TOKEN: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "" };

describe("control tasks and files given", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const photo = (home: string, name = "photo.png"): string => {
    const path = join(home, name);
    writeFileSync(path, simulatedPng(name));
    return path;
  };

  it.each([
    ["by a language model", []],
    ["by rules", ["--controller", "offline"]],
  ])(
    "draws edges by a built-in tool and gives them to an image-to-image model, planned %s",
    async (_who, flags) => {
      bench.answerBy(planning(GUIDED_PLAN));
      const home = bench.home();
      const report = await bench.report(["run", GUIDED, "--file", photo(home), ...flags], { home });
      expect(
        report.tasks.map(({ task, status, endpoint }) => [task, status, endpoint?.split(":")[0]]),
      ).toEqual([
        ["canny-control", "succeeded", "builtin"],
        ["canny-text-to-image", "succeeded", "provider"],
      ]);
      const [edges] = report.tasks[0]?.artifacts ?? [];
      const map = readFileSync(edges?.path ?? "");
      expect(decodePicture(map)).not.toBeNull();
      const sent = bench.inference.requests.filter(bench.worksAt("image-to-image"));
      expect(sent).toHaveLength(1);
      const body = Buffer.from(sent[0]?.body ?? []).toString("latin1");
      expect(body.includes(map.toString("base64")) && body.includes("castle")).toBe(true);
    },
  );

  it("edge, line and normal maps need no credentials and no network", async () => {
    const home = bench.home();
    const tasks = ["canny", "hed", "mlsd", "scribble", "normal"].map((guide) => `${guide}-control`);
    const plan = planOf(...tasks.map((task) => ({ task, args: { image: "<FILE>-1" } })));
    writeFileSync(join(home, "plan.json"), plan);
    const report = await bench.report(["run", "--plan", "plan.json", "--file", photo(home)], {
      home,
      env: NO_ONE,
    });
    expect(report.tasks.map(({ task, status }) => [task, status])).toEqual(
      tasks.map((task) => [task, "succeeded"]),
    );
    expect(report.tasks.every(({ endpoint }) => endpoint?.startsWith("builtin:"))).toBe(true);
    expect(bench.inference.requests).toEqual([]);
  });

  it("says before anything is run what nothing here can do, and runs nothing where that is all that is wanted", async () => {
    const home = bench.home();
    const end = await bench.run(["run", GUIDED, "--file", photo(home)], { home, env: NO_ONE });
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(
      /Nothing here can do this request\.\n.*canny-text-to-image.*Set HF_TOKEN.*huggingface\.co\/settings\/tokens.*works here now: .*summarization/s,
    );
    expect(end.stderr).toMatch(/\[0\] canny-control · skipped/);
    expect(end.stderr).toMatch(/Nothing was run/);
  });

  it("runs the rest where only a part cannot be had, and leaves out what leads to nothing", async () => {
    const plan = planOf(
      { task: "canny-control", args: { image: "<FILE>-1" } },
      { task: "scribble-control", args: { image: "<FILE>-1" } },
      { task: "scribble-text-to-image", args: { image: "<GENERATED>-1", text: "a hall" }, dep: [1] },
    );
    const home = bench.home();
    writeFileSync(join(home, "plan.json"), plan);
    const report = await bench.report(["run", "--plan", "plan.json", "--file", photo(home)], {
      home,
      env: NO_ONE,
    });
    expect(report.status).toBe("partial");
    expect(report.tasks.map(({ task, status }) => [task, status])).toEqual([
      ["canny-control", "succeeded"],
      ["scribble-control", "skipped"],
      ["scribble-text-to-image", "failed"],
    ]);
    expect(report.answer).toMatch(/Nothing here can do scribble-text-to-image/);
  });

  it("plan names what cannot run beside the plan, which run --plan takes", async () => {
    const home = bench.home();
    const end = await bench.run(["plan", GUIDED, "--file", photo(home)], { home, env: NO_ONE });
    const written = JSON.parse(end.stdout);
    expect(written.cannotRun).toEqual([
      { id: 1, task: "canny-text-to-image", reason: expect.stringContaining("Set HF_TOKEN") },
    ]);
    expect(end.stderr).toMatch(/\[0\] canny-control/);
    writeFileSync(join(home, "plan.json"), end.stdout);
    const again = await bench.report(["run", "--plan", "plan.json", "--file", photo(home)], { home });
    expect(again.plan).toEqual(written.plan);
    expect(again.status).toBe("done");
    expect(bench.calls.filter(isPlanning)).toEqual([]);
  });

  const folder = (home: string): void => {
    mkdirSync(join(home, "photos", "more"), { recursive: true });
    for (const name of ["p10.png", "p2.png", "p1.png"]) {
      writeFileSync(join(home, "photos", name), simulatedPng(name));
    }
    writeFileSync(join(home, "photos", ".hidden.png"), simulatedPng("hidden"));
    writeFileSync(join(home, "photos", "more", "deep.png"), simulatedPng("deep"));
  };

  it.each([
    [
      "a language model",
      [],
      planOf({ task: "image-to-text", args: { image: "<FILE>-1,<FILE>-2,<FILE>-3" } }),
    ],
    ["the rules", ["--controller", "offline"], ""],
  ])(
    "a folder's pictures become one task each, in the order of their names, by %s",
    async (_who, flags, plan) => {
      if (plan) bench.answerBy(planning(plan));
      const home = bench.home();
      folder(home);
      const args = ["run", "describe each picture", "--file", "photos", ...flags];
      const end = await bench.run([...args, "--json"], { home });
      expect(end.stderr).toMatch(/photos: 3 files; 1 folders and links in it were passed over/);
      const report = JSON.parse(end.stdout);
      expect(report.plan.map((task: { args: object }) => task.args)).toEqual([
        { image: "<FILE>-1" },
        { image: "<FILE>-2" },
        { image: "<FILE>-3" },
      ]);
      const sent = bench.inference.requests.filter(bench.worksAt("image-to-text"));
      const pictures = ["p1.png", "p2.png", "p10.png"].map((name) =>
        readFileSync(join(home, "photos", name)),
      );
      expect(
        sent.filter(({ body }) => pictures.some((picture) => picture.equals(Buffer.from(body)))),
      ).toHaveLength(3);
    },
  );

  it("an address is fetched where the user opened private networks, and refused where not", async () => {
    const home = bench.home();
    const picture = simulatedPng("cat");
    const server = await startLoopback(async () => bytes(picture, "text/plain"));
    try {
      const url = `${server.url}/pictures/cat.png?size=2`;
      const closed = await bench.run(["plan", "describe this picture", "--file", url], { home });
      expect(closed.code).toBe(5);
      expect(closed.stderr).toMatch(/Could not fetch http:.*cat\.png/);
      expect(server.requests).toEqual([]);
      const env = { HUGGINGGPT_ALLOW_PRIVATE_NETWORK: "1" };
      const args = ["run", "describe this picture", "--file", url, "--controller", "offline"];
      const report = await bench.report(args, { home, env });
      expect(report.tasks[0]).toMatchObject({ task: "image-to-text", status: "succeeded" });
      const [sent] = bench.inference.requests.filter(bench.worksAt("image-to-text"));
      expect(Buffer.from(picture).equals(Buffer.from(sent?.body ?? []))).toBe(true);
    } finally {
      await server.close();
    }
  });

  it("a request about a file that nobody gave asks for it, and opens nothing of that name", async () => {
    const home = bench.home();
    writeFileSync(join(home, "holiday.png"), simulatedPng("holiday"));
    const plain = await bench.run(["run", "describe the photo", "--controller", "offline"], { home });
    expect(plain).toMatchObject({ code: 2, stdout: "" });
    expect(plain.stderr).toMatch(/The request needs a picture, and none was given.*--file photo\.jpg/s);
    const named = await bench.run(["run", "describe holiday.png", "--controller", "offline"], { home });
    expect(named.code).toBe(2);
    expect(named.stderr).toMatch(/names holiday\.png, which was not given.*--file holiday\.png/s);
    expect(bench.inference.requests).toEqual([]);
  });
});
