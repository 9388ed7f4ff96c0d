import { TASK_IDS, type TaskId, taskSpec } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";
import { planJson } from "./plan-json.js";
import { planPrompt } from "./plan-prompt.js";
import { planSchema } from "./plan-schema.js";
import { parsePlan } from "./reading/parse-plan.js";

/** What HuggingGPT did wrong when it planned; numbers as in docs/parity.md. */
const OFFERED = TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
const FILES = [
  userFile(1, "a.txt", "text"),
  userFile(2, "b.png", "image"),
  userFile(3, "c.wav", "audio"),
  userFile(4, "d.png", "image"),
];

function systemPrompt(offered: readonly TaskId[]): string {
  const tasks = offered.map(taskSpec);
  return planPrompt({ request: "x", files: FILES, tasks })[0]?.content ?? "";
}

/** The tasks that a line of the prompt describes: `canny|hed-control(image) image` are two. */
function tasksOf(line: string): string[] {
  const [, guides = "", rest = ""] = /^([\w|]+?)((?:-[\w-]+)?)\(/.exec(line) ?? [];
  return guides.split("|").map((guide) => `${guide}${rest}`);
}

function planned(...tasks: readonly [name: string, args: Record<string, unknown>][]) {
  const written = tasks.map(([task, args], id) => ({ id, task, args, dep: [] }));
  const checked = checkPlan({ tasks: written }, { files: FILES, offered: TASK_IDS });
  if (!checked.ok) throw new Error(checked.problems.join("\n"));
  return planJson(checked.plan);
}

describe("planning, against HuggingGPT's defects", () => {
  it("D5: every example in the prompt is valid JSON that the checker accepts", () => {
    const examples = systemPrompt(OFFERED)
      .split("\n")
      .filter((line) => line.startsWith('{"tasks"'));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const files = [userFile(1, "b.png", "image")];
      const parsed = parsePlan(example);
      expect(JSON.parse(example)).toBeTypeOf("object");
      expect(parsed.kind === "plan" && checkPlan(parsed.plan, { files, offered: OFFERED }).ok).toBe(true);
    }
  });

  it("D9: the prompt names every argument of every task, not text, image and audio alone", () => {
    const lines = systemPrompt(OFFERED).split("\n");
    for (const id of OFFERED) {
      const line = lines.find((one) => tasksOf(one).includes(id));
      const [, args = ""] = /\(([^)]*)\)/.exec(line ?? "") ?? [];
      const names = taskSpec(id).args.map(({ name, list, required }) => {
        return `${name}${list ? "[]" : ""}${required ? "" : "?"}`;
      });
      expect(args, id).toBe(names.join(", "));
    }
  });

  it("D12: the prompt offers what can run, and the schema names no task at all that could contradict it", () => {
    const sets: readonly (readonly TaskId[])[] = [
      OFFERED,
      ["text-classification", "depth-estimation", "canny-control"],
      OFFERED.filter((id) => !id.startsWith("normal-")),
    ];
    for (const offered of sets) {
      const prompt = systemPrompt(offered);
      const described = prompt.slice(prompt.indexOf("\nTasks as ")).split("\n").slice(2).flatMap(tasksOf);
      expect(described.sort()).toEqual([...offered].sort());
    }
    const schema = JSON.stringify(planSchema());
    expect(OFFERED.filter((id) => schema.includes(`"${id}"`))).toEqual([]);
  });

  it("D6: numbers, lists and objects as arguments are read or named as a problem, never thrown on", () => {
    expect(planned(["text-to-speech", { text: 42 }])[0]?.args).toEqual({ text: "42" });
    const written = [{ id: 0, task: "image-to-text", args: { image: { a: [1] } }, dep: [] }];
    const checked = checkPlan({ tasks: written }, { files: [], offered: TASK_IDS });
    expect(checked).toMatchObject({ ok: false, problems: [expect.stringContaining("image")] });
  });

  it("D8: two tasks over several files unfold side by side, and nobody's id is taken twice", () => {
    const plan = planned(
      ["object-detection", { image: "<FILE>-2,<FILE>-4" }],
      ["image-to-text", { image: "<FILE>-2,<FILE>-4" }],
      ["text-to-speech", { text: "<GENERATED>-1" }],
    );
    expect(plan.map(({ task }) => task)).toEqual([
      "object-detection",
      "object-detection",
      "image-to-text",
      "image-to-text",
      "text-to-speech",
    ]);
    expect(new Set(plan.map(({ id }) => id)).size).toBe(5);
    expect(plan.at(-1)?.dep).toHaveLength(2);
  });

  it("D15: a reference to a later task waits for it and is never left in the words", () => {
    const plan = planned(
      ["text-to-speech", { text: "<GENERATED>-1" }],
      ["summarization", { text: "<FILE>-1" }],
    );
    expect(plan.map(({ id, dep }) => ({ id, dep }))).toEqual([
      { id: 1, dep: [-1] },
      { id: 0, dep: [1] },
    ]);
  });
});

describe("every task name of HuggingGPT", () => {
  const text = { text: "<FILE>-1" };
  const image = { image: "<FILE>-2" };
  const audio = { audio: "<FILE>-3" };
  const ofText = [
    "token-classification text2text-generation summarization translation conversational text-generation",
    "text-classification text-to-image text-to-video text-to-speech",
  ];
  const ofImages = [
    "object-detection image-classification image-to-image image-to-text image-segmentation depth-estimation",
    "tabular-classification canny-control hed-control mlsd-control normal-control openpose-control",
    "scribble-control midas-control seg-control depth-control",
  ];
  const guided = ["canny", "depth", "hed", "mlsd", "normal", "openpose", "scribble", "seg"];
  const each = (lines: readonly string[], args: Record<string, unknown>) =>
    lines.flatMap((line) => line.split(" ")).map((name) => [name, args] as const);

  it.each<readonly [string, Record<string, unknown>]>([
    ...each(ofText, text),
    ...each(ofImages, image),
    ...each(["automatic-speech-recognition audio-to-audio audio-classification"], audio),
    ...each(["visual-question-answering document-question-answering"], { ...image, text: "What is it?" }),
    ...guided.map((guide) => [`${guide}-text-to-image`, { ...image, text: "a house" }] as const),
    ["question-answering", { text: "Who?", context: "<FILE>-1" }],
    ["sentence-similarity", { text1: "a", text2: "b" }],
  ])("%s can be planned with HuggingGPT's arguments", (name, args) => {
    expect(planned([name, args])).toHaveLength(1);
  });
});
