import { type PlannedTask, TASK_IDS } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";
import { planJson } from "./plan-json.js";
import { unfoldTasks } from "./unfold-tasks.js";

const PICTURES = [1, 2, 3].map((handle) => userFile(handle, `p${handle}.png`, "image"));

const task = (id: number, name: string, args: Record<string, unknown>, dep: number[] = []): PlannedTask => ({
  id,
  task: name,
  args,
  dep,
});

/** A checked plan in short: `id task(argument, ...)`. */
function short(tasks: readonly PlannedTask[], request = ""): string[] {
  const checked = checkPlan({ tasks }, { request, files: PICTURES, offered: TASK_IDS });
  if (!checked.ok) return [...checked.problems];
  return planJson(checked.plan).map((one) => `${one.id} ${one.task}(${Object.values(one.args).join(" | ")})`);
}

describe("unfoldTasks", () => {
  it("makes one task for each file, ids unique, in the order written", () => {
    expect(
      short([
        task(0, "image-to-text", { image: "<FILE>-3,<FILE>-1" }),
        task(1, "text-to-image", { text: "x" }),
      ]),
    ).toEqual(["0 image-to-text(<FILE>-3)", "2 image-to-text(<FILE>-1)", "1 text-to-image(x)"]);
  });

  it.each<[string, unknown]>([
    ["a list", ["<FILE>-1", "<FILE>-2"]],
    ["words between", "<FILE>-1 and <FILE>-2"],
    ["names", "p1.png, p2.png"],
  ])("reads several files written as %s", (_, image) => {
    expect(short([task(0, "image-to-text", { image })])).toHaveLength(2);
  });

  it("makes one task for each text of a list, and joins texts in one string", () => {
    const each = [task(0, "summarization", { text: ["<FILE>-1", "<FILE>-2"] })];
    const names = ["a.txt", "b.txt"].map((name, at) => userFile(at + 1, name, "text"));
    const plan = (tasks: PlannedTask[]) => {
      const checked = checkPlan({ tasks }, { request: "", files: names, offered: TASK_IDS });
      return checked.ok ? planJson(checked.plan).map(({ args }) => args.text) : checked.problems;
    };
    expect(plan(each)).toEqual(["<FILE>-1", "<FILE>-2"]);
    expect(plan([task(0, "summarization", { text: "<FILE>-1 and <FILE>-2" })])).toHaveLength(1);
  });

  it("joins the outputs of an unfolded task in a text", () => {
    const plan = [
      task(0, "image-to-text", { image: "<FILE>-1,<FILE>-2" }),
      task(1, "summarization", { text: "<GENERATED>-0" }, [0]),
    ];
    expect(short(plan)).toEqual([
      "0 image-to-text(<FILE>-1)",
      "2 image-to-text(<FILE>-2)",
      "1 summarization(<GENERATED>-0\n<GENERATED>-2)",
    ]);
  });

  it("unfolds what takes one file of an unfolded task, and pairs what belongs together", () => {
    const plan = [
      task(0, "depth-estimation", { image: "<FILE>-1,<FILE>-2" }),
      task(1, "image-to-text", { image: "<GENERATED>-0" }),
      task(2, "depth-text-to-image", { image: "<GENERATED>-0", text: "<GENERATED>-1" }),
    ];
    expect(short(plan)).toEqual([
      "0 depth-estimation(<FILE>-1)",
      "3 depth-estimation(<FILE>-2)",
      "1 image-to-text(<GENERATED>-0)",
      "4 image-to-text(<GENERATED>-3)",
      "2 depth-text-to-image(<GENERATED>-0 | <GENERATED>-1)",
      "5 depth-text-to-image(<GENERATED>-3 | <GENERATED>-4)",
    ]);
  });

  it("unfolds over several earlier tasks", () => {
    const plan = [
      task(0, "text-to-image", { text: "a" }),
      task(1, "text-to-image", { text: "b" }),
      task(2, "image-to-video", { image: "<GENERATED>-0,<GENERATED>-1" }),
    ];
    expect(short(plan).slice(2)).toEqual([
      "2 image-to-video(<GENERATED>-0)",
      "3 image-to-video(<GENERATED>-1)",
    ]);
  });

  it("leaves a list argument whole", () => {
    const plan = [task(0, "visual-document-retrieval", { query: "q", images: ["<FILE>-1", "<FILE>-2"] })];
    expect(short(plan)).toEqual(["0 visual-document-retrieval(q | <FILE>-1,<FILE>-2)"]);
  });

  it("refuses an unfolded plan that is too large, and two lists of different lengths", () => {
    const many = Array.from({ length: 21 }, (_, index) => `<FILE>-${index + 1}`).join(",");
    expect(short([task(0, "image-to-text", { image: many })]).join()).toContain("PLAN_LIMIT");
    const uneven = task(0, "image-to-image", {
      image: "<FILE>-1,<FILE>-2",
      mask: "<FILE>-1,<FILE>-2,<FILE>-3",
    });
    expect(short([uneven]).join()).toContain('"mask" takes one value');
  });

  it("waits, where it only names an unfolded task, for all of its copies", () => {
    const plan = [
      task(0, "image-to-text", { image: "<FILE>-1,<FILE>-2" }),
      task(1, "text-to-image", { text: "x" }, [0]),
    ];
    const checked = checkPlan({ tasks: plan }, { files: PICTURES, offered: TASK_IDS });
    expect(checked.ok && checked.plan.tasks.at(-1)?.dep).toEqual([0, 2]);
  });

  it("keeps ids unique and tasks in order, whatever the plan", () => {
    const value = fc.constantFrom("<FILE>-1,<FILE>-2", "<GENERATED>-0", "<GENERATED>-1,<GENERATED>-2", "x", [
      "<FILE>-1",
      "x",
    ]);
    const tasks = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 5 }),
        task: fc.constantFrom("image-to-text", "image-to-image", "summarization", "nonsense"),
        args: fc.dictionary(fc.constantFrom("image", "text", "mask"), value),
        dep: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(tasks, (written) => {
        const ids = unfoldTasks({ tasks: written }).tasks.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => written.some((one) => one.id === id))).toEqual(written.map(({ id }) => id));
      }),
    );
  });
});
