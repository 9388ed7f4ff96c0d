import { type Plan, type PlannedTask, TASK_IDS, type TaskId, type UserFile } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";
import { planJson } from "./plan-json.js";

const FILES = [userFile(1, "./in/article.txt", "text"), userFile(2, "photo.png", "image")];

const task = (id: number, name: string, args: Record<string, unknown>, dep: number[] = []): PlannedTask => ({
  id,
  task: name,
  args,
  dep,
});

interface Context {
  readonly files?: readonly UserFile[];
  readonly offered?: readonly TaskId[];
}

function check(tasks: readonly PlannedTask[], { files = FILES, offered = TASK_IDS }: Context = {}) {
  return checkPlan({ tasks }, { files, offered });
}

function planned(tasks: readonly PlannedTask[], context?: Context) {
  const checked = check(tasks, context);
  if (!checked.ok) throw new Error(checked.problems.join("\n"));
  return checked.plan.tasks;
}

function problems(tasks: readonly PlannedTask[], context?: Context): string {
  const checked = check(tasks, context);
  return checked.ok ? "" : checked.problems.join("\n");
}

describe("checkPlan, plans that can run", () => {
  it("types arguments and finds dependencies", () => {
    const tasks = [
      task(0, "image-to-text", { image: "<FILE>-2" }),
      task(1, "text-to-speech", { text: "<GENERATED>-0" }),
    ];
    expect(planned(tasks)).toEqual([
      { id: 0, task: "image-to-text", args: { image: { kind: "file", handle: 2 } }, dep: [] },
      { id: 1, task: "text-to-speech", args: { text: { kind: "output", of: 0 } }, dep: [0] },
    ]);
  });

  it("takes several outputs inside longer text, labels, boxes and numbers among them", () => {
    const text = "It shows <GENERATED>-0 (<GENERATED>-1), as near as <GENERATED>-2.";
    const near = { source_sentence: "a cat", sentences: ["<GENERATED>-0"] };
    const [, , , spoken] = planned([
      task(0, "object-detection", { image: "<FILE>-2" }),
      task(1, "image-classification", { image: "<FILE>-2" }),
      task(2, "sentence-similarity", near),
      task(3, "text-to-speech", { text }),
    ]);
    expect(spoken?.dep).toEqual([0, 1, 2]);
    expect(spoken?.args.text).toMatchObject({ kind: "parts", as: "text", parts: { length: 7 } });
  });

  it("takes a file by its path as given, its name, or its name behind a slash", () => {
    for (const name of ["photo.png", "/photo.png", "<FILE-2>"]) {
      expect(planned([task(0, "image-to-text", { image: name })])[0]?.args.image).toEqual({
        kind: "file",
        handle: 2,
      });
    }
    for (const name of ["./in/article.txt", "article.txt"]) {
      expect(planned([task(0, "summarization", { text: name })])[0]?.args.text).toEqual({
        kind: "file",
        handle: 1,
      });
    }
  });

  it("puts tasks behind what they wait for and keeps the order else", () => {
    const tasks = [
      task(2, "text-to-speech", { text: "<GENERATED>-0" }),
      task(1, "summarization", { text: "<FILE>-1" }),
      task(0, "image-to-text", { image: "<FILE>-2" }),
    ];
    expect(planned(tasks).map(({ id }) => id)).toEqual([1, 0, 2]);
  });

  it("keeps a dependency that only orders", () => {
    const tasks = [task(0, "summarization", { text: "a" }), task(1, "translation", { text: "b" }, [0])];
    expect(planned(tasks)[1]?.dep).toEqual([0]);
  });

  it("takes what only stands in dep for the one argument that is missing", () => {
    const tasks = [task(0, "image-to-text", { image: "photo.png" }), task(1, "text-to-speech", {}, [0])];
    expect(planned(tasks)[1]?.args.text).toEqual({ kind: "output", of: 0 });
  });

  it("takes <GENERATED> without a number for the one dependency", () => {
    const tasks = [
      task(0, "image-to-text", { image: "photo.png" }),
      task(1, "translation", { text: "<GENERATED>" }, [0]),
    ];
    expect(planned(tasks)[1]?.args.text).toEqual({ kind: "output", of: 0 });
  });

  it("knows other names of tasks and arguments, in any case", () => {
    const [vqa] = planned([task(0, "VQA", { IMG: "<FILE>-2", query: "What is it?" })]);
    expect(vqa).toMatchObject({
      task: "visual-question-answering",
      args: { question: { value: "What is it?" } },
    });
    const [similar] = planned([task(0, "text-similarity", { text1: "a", text2: "b" })]);
    expect(similar?.args).toMatchObject({ source_sentence: { value: "a" }, sentences: { value: ["b"] } });
  });

  it("finds a reference under a name that means nothing, and drops other arguments it does not know", () => {
    const [caption] = planned([task(0, "image-to-text", { file: "<FILE>-2", quality: "high" })]);
    expect(caption?.args).toEqual({ image: { kind: "file", handle: 2 } });
  });

  it("joins references and the words around them in order", () => {
    const tasks = [
      task(0, "summarization", { text: "a" }),
      task(1, "summarization", { text: "b" }),
      task(2, "text-to-speech", { text: "First: <GENERATED>-0 Then: <GENERATED>-1" }),
      task(3, "text-to-speech", { text: "<GENERATED>-0,<GENERATED>-1" }),
      task(4, "text-to-speech", { text: ["<GENERATED>-0", "the end"] }),
    ];
    const parts = planned(tasks).map(({ args }) => args.text);
    const literal = (value: string) => ({ kind: "literal", value });
    const output = (of: number) => ({ kind: "output", of });
    expect(parts[2]).toMatchObject({
      as: "text",
      parts: [literal("First: "), output(0), literal(" Then: "), output(1)],
    });
    expect(parts[3]).toMatchObject({ as: "text", parts: [output(0), literal("\n"), output(1)] });
    expect(parts[4]).toMatchObject({ as: "text", parts: [output(0), literal("\n"), literal("the end")] });
  });

  it("reads lists, with references in them too", () => {
    const labels = (value: unknown) =>
      planned([task(0, "zero-shot-classification", { text: "x", candidate_labels: value })])[0]?.args
        .candidate_labels;
    expect(labels(["a", "b"])).toEqual({ kind: "literal", value: ["a", "b"] });
    expect(labels("sports, politics")).toEqual({ kind: "literal", value: ["sports", "politics"] });
    const tasks = [
      task(0, "summarization", { text: "a" }),
      task(1, "sentence-similarity", { source_sentence: "a", sentences: ["<GENERATED>-0", "b"] }),
    ];
    expect(planned(tasks)[1]?.args.sentences).toMatchObject({ kind: "parts", as: "list" });
  });

  it("reads numbers and tables", () => {
    const [video] = planned([task(0, "text-to-video", { text: "x", duration: "10" })]);
    expect(video?.args.duration).toEqual({ kind: "literal", value: 10 });
    const rows = [
      { name: "a", n: 1 },
      { name: "b", n: null },
    ];
    const [qa] = planned([task(0, "table-question-answering", { table: rows, question: "which?" })]);
    expect(qa?.args.table).toEqual({ kind: "literal", value: { name: ["a", "b"], n: ["1", ""] } });
  });
});

describe("checkPlan, plans that cannot run", () => {
  it("names an unknown task and the nearest", () => {
    expect(problems([task(0, "summarisation-of-text", { text: "a" })])).toContain("no such task");
    expect(problems([task(0, "text-to-speach", { text: "a" })])).toContain("text-to-speech");
  });

  it("says where nothing here can run a task", () => {
    const said = problems([task(0, "text-to-video", { text: "a" })], { offered: ["summarization"] });
    expect(said).toMatch(/Task 0 \(text-to-video\).*no model here can run it.*summarization/);
  });

  it.each([
    "https://evil.example/a.png",
    "file:///etc/passwd",
    "/etc/passwd",
    "../../.env",
    "C:\\Windows\\win.ini",
    "\\\\host\\share",
    "photo2.png",
  ])("does not take %s for a picture", (image) => {
    const said = problems([task(0, "image-to-text", { image })]);
    expect(said).toContain("neither a given file nor a task's output");
    expect(said).toContain('"<FILE>-2" (photo.png)');
  });

  it("names a missing argument, and what was written instead of it", () => {
    const said = problems([task(0, "translation", { txt: "hello" })]);
    expect(said).toContain('"text" (the text) is missing');
    expect(said).toContain('"txt" is no argument');
  });

  it("names references to nothing, to itself and to files that were not given", () => {
    expect(problems([task(0, "summarization", { text: "<GENERATED>-7" })])).toContain("there is no task 7");
    expect(problems([task(0, "summarization", { text: "<GENERATED>-0" })])).toContain("itself");
    expect(problems([task(0, "image-to-text", { image: "<FILE>-9" })])).toContain(
      "<FILE>-9, which was not given",
    );
    expect(problems([task(0, "summarization", { text: "a" }, [5])])).toContain('"dep" names task 5');
    expect(problems([task(0, "summarization", { text: "<GENERATED>" })])).toContain("names no task");
  });

  it("names a type that does not fit and a task that would make it fit", () => {
    const tasks = [
      task(0, "text-to-image", { text: "a fox" }),
      task(1, "text-to-speech", { text: "<GENERATED>-0" }),
    ];
    const said = problems(tasks);
    expect(said).toContain('"text" needs text, but task 0 (text-to-image) gives a picture');
    expect(said).toContain("put image-to-text between");
    expect(problems([task(0, "image-to-text", { image: "<FILE>-1" })])).toContain(
      "needs a picture, but <FILE>-1 (article.txt) is text",
    );
  });

  it("refuses two pictures among words where one picture is taken", () => {
    const said = problems([task(0, "image-to-text", { image: "<FILE>-2 beside <FILE>-2" })]);
    expect(said).toContain("one task for each");
  });

  it("names double ids and the shortest circle", () => {
    expect(
      problems([task(0, "summarization", { text: "a" }), task(0, "summarization", { text: "b" })]),
    ).toContain("id 0");
    const circle = [
      task(0, "translation", { text: "<GENERATED>-1" }),
      task(1, "translation", { text: "<GENERATED>-2" }),
      task(2, "translation", { text: "<GENERATED>-1" }),
    ];
    expect(problems(circle)).toContain("1 waits for 2 waits for 1");
  });

  it("limits the number of tasks and the length of a chain", () => {
    const many = Array.from({ length: 21 }, (_, id) => task(id, "summarization", { text: "a" }));
    expect(problems(many)).toContain("PLAN_LIMIT");
    const chain = Array.from({ length: 9 }, (_, id) =>
      task(id, "summarization", { text: id === 0 ? "a" : `<GENERATED>-${id - 1}` }),
    );
    expect(problems(chain)).toContain("PLAN_LIMIT: 9 tasks");
    expect(check(chain.slice(0, 8)).ok).toBe(true);
  });

  it("refuses a plan without tasks", () => {
    expect(check([]).ok).toBe(false);
  });
});

describe("checkPlan, properties", () => {
  const names = fc.constantFrom<string>(...TASK_IDS, "ocr", "nonsense", "");
  const values = fc.oneof(
    fc.constantFrom(
      "<GENERATED>-0",
      "<GENERATED-1>",
      "<FILE>-1",
      "<FILE>-2",
      "photo.png",
      "/etc/passwd",
      "<GENERATED>",
    ),
    fc.string({ maxLength: 20 }),
    fc.anything({ maxDepth: 2 }),
  );
  const keys = fc.constantFrom(
    "text",
    "image",
    "audio",
    "question",
    "candidate_labels",
    "input",
    "file",
    "table",
  );
  const plans = fc.array(
    fc.record({
      id: fc.oneof(fc.nat(3), fc.constantFrom(-1, 0.5, Number.NaN)),
      task: names,
      args: fc.dictionary(keys, values, { maxKeys: 4 }),
      dep: fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 }),
    }),
    { maxLength: 5 },
  );

  it("returns a plan or problems for whatever plan, and never throws", () => {
    fc.assert(
      fc.property(plans, (tasks) => {
        const checked = check(tasks);
        if (!checked.ok) expect(checked.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("accepts again what it accepted, from its own notation", () => {
    fc.assert(
      fc.property(plans, (tasks) => {
        const checked = check(tasks);
        if (!checked.ok) return;
        const json = planJson(checked.plan);
        const again: Plan = { tasks: json.map((one) => ({ ...one, dep: one.dep.filter((of) => of >= 0) })) };
        const second = checkPlan(again, { files: FILES, offered: TASK_IDS });
        expect(second.ok && planJson(second.plan)).toEqual(json);
      }),
      { numRuns: 300 },
    );
  });

  it("puts every task behind all that it waits for", () => {
    const chain = fc
      .array(fc.nat(6), { minLength: 2, maxLength: 7 })
      .map((refs) =>
        refs.map((of, id) => task(id, "translation", { text: of === id ? "a" : `<GENERATED>-${of}` })),
      );
    fc.assert(
      fc.property(chain, (tasks) => {
        const checked = check(tasks);
        if (!checked.ok) return;
        const seen = new Set<number>();
        for (const { id, dep } of checked.plan.tasks) {
          expect(dep.every((of) => seen.has(of))).toBe(true);
          seen.add(id);
        }
      }),
    );
  });
});
