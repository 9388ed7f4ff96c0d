import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import { isPlanning, planning, planOf } from "./scripts.js";

const TASKS = [
  { id: 0, task: "summarization", args: { text: "It rained. Then the sun came." }, dep: [-1] },
  { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
];
const GOOD = JSON.stringify({ tasks: TASKS });
const SPEAK = planOf({ task: "text-to-speech", args: { text: "hello" } });

describe("a plan from a language model", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it.each([
    ["in a code fence", `\`\`\`json\n${GOOD}\n\`\`\``],
    ["with prose around it", `Sure! Here is the plan:\n\n${GOOD}\n\nLet me know {if} you need more.`],
    ["as a bare array, in HuggingGPT's own notation", JSON.stringify(TASKS)],
    ["with the reference written <GENERATED-0>", GOOD.replace("<GENERATED>-0", "<GENERATED-0>")],
    ["with trailing commas and single quotes", GOOD.replaceAll('"', "'").replace("}]}", "},],}")],
  ])("runs %s", async (_how, reply) => {
    bench.answerBy(planning(reply));
    const report = await bench.report(["run", "summarize and read aloud"], { home: bench.home() });
    expect(report.status).toBe("done");
    expect(report.plan).toMatchObject([
      { task: "summarization", dep: [-1] },
      { task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
    ]);
    expect(bench.calls.filter(isPlanning).length).toBeGreaterThan(0);
  });

  it("takes HuggingGPT's former names of tasks", async () => {
    bench.answerBy(planning(planOf({ task: "conversational", args: { text: "hello" } })));
    const { plan } = await bench.report(["plan", "talk to me"], { home: bench.home() });
    expect(plan[0]?.task).toBe("text-generation");
  });

  const cycle = planOf(
    { task: "summarization", args: { text: "<GENERATED>-1" }, dep: [1] },
    { task: "translation", args: { text: "<GENERATED>-0", target_language: "German" }, dep: [0] },
  );
  const unknown = planOf({ task: "make-coffee", args: { text: "black" } });
  const dangling = planOf({ task: "text-to-speech", args: { text: "<GENERATED>-7" }, dep: [7] });
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["with a cycle", cycle, /circle: 0 waits for 1|circle: 1 waits for 0/],
    ["with an unknown task", unknown, /make-coffee.*no such task/],
    ["with a reference to nothing", dangling, /<GENERATED>-7.*no task 7/],
  ];

  it.each(broken)(
    "%s is sent back with the reason, and the repaired one runs",
    async (_what, reply, reason) => {
      bench.answerBy(planning(reply, SPEAK));
      const end = await bench.run(["run", "say hello", "--verbose"], { home: bench.home() });
      expect(end.code).toBe(0);
      expect(end.stderr).toMatch(/plan 1 rejected/);
      const [, repair] = bench.calls.filter(isPlanning);
      expect(repair?.user).toMatch(reason);
    },
  );

  it.each(broken)(
    "%s is refused with the reason after two repairs, and nothing runs",
    async (_what, reply, reason) => {
      bench.answerBy(planning(reply));
      const end = await bench.run(["run", "say hello"], { home: bench.home() });
      expect(end).toMatchObject({ code: 1, stdout: "" });
      expect(end.stderr).toMatch(reason);
      expect(end.stderr).toMatch(/error: .*--controller/);
      expect(bench.calls.filter(isPlanning)).toHaveLength(3);
      expect(bench.inference.requests).toEqual([]);
    },
  );

  it("that cannot be read at all is refused in the same way", async () => {
    bench.answerBy(planning("I would rather not."));
    const end = await bench.run(["run", "say hello"], { home: bench.home() });
    expect(end.code).toBe(1);
    expect(end.stderr).toContain("No plan could be read");
  });

  it("is also made by a server without structured output", async () => {
    bench.llm.inject({
      match: ({ path, body }) =>
        path.endsWith("/chat/completions") && Buffer.from(body).includes("response_format"),
      fault: () => ({
        status: 400,
        headers: { "content-type": "application/json" },
        body: Buffer.from(
          '{"error":{"message":"response_format is not supported","param":"response_format"}}',
        ),
      }),
    });
    bench.answerBy(() => `\`\`\`\n${SPEAK}\n\`\`\``);
    const report = await bench.report(["plan", "say hello"], { home: bench.home() });
    expect(report.plan).toMatchObject([{ task: "text-to-speech" }]);
  });
});
