import {
  type ArgSpec,
  type ArgValue,
  argTakes,
  isMedia,
  MEDIA_TYPES,
  type Outcome,
  outputFits,
  type PlannedTask,
  resolveTask,
  TASK_IDS,
  type TaskId,
  type TaskOutput,
  type TaskSpec,
  taskSpec,
  type UserFile,
  type ValidPlan,
  type ValueType,
} from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveArgs } from "../executor/arguments/resolve-args.js";
import { checkPlan } from "../planner/check-plan.js";
import { clip, picture, recording } from "../testing/tiny-media.js";

const OFFERED = TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
const given = (handle: number, name: string, type: UserFile["type"], bytes: Uint8Array): UserFile => ({
  handle,
  given: name,
  name,
  type,
  mediaType: "application/octet-stream",
  bytes,
});
const FILES = [
  given(1, "a.txt", "text", Buffer.from("Some words.")),
  given(2, "b.png", "image", picture.bytes),
  given(3, "c.flac", "audio", recording.bytes),
  given(4, "d.mp4", "video", clip.bytes),
  given(5, "e.csv", "table", Buffer.from("name,n\na,1\n")),
];

const object3d = {
  kind: "3d",
  bytes: new Uint8Array(8),
  mediaType: "model/gltf-binary",
  name: "o.glb",
} as const;
/** What each type looks like where a model delivers it; pictures stand beside what was found in them, as marked. */
const DELIVERED: Readonly<Record<ValueType, TaskOutput>> = {
  text: { text: "words" },
  image: { media: [picture] },
  audio: { media: [recording] },
  video: { media: [clip] },
  "3d": { media: [object3d] },
  labels: { labels: [{ label: "cat", score: 0.9 }] },
  entities: { entities: [{ entity: "PER", text: "Ada", score: 1, start: 0, end: 3 }] },
  boxes: {
    boxes: [{ label: "cat", score: 1, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } }],
    media: [picture],
  },
  masks: { masks: [{ label: "cat", score: 1, mask: "aGk=" }], media: [picture] },
  keypoints: { keypoints: [{ label: "nose", score: 1, x: 0, y: 0 }], media: [picture] },
  segments: { segments: [{ label: "speech", start: 0, end: 1 }] },
  vector: { vector: [0.1] },
  numbers: { numbers: [3] },
  table: { table: { name: ["a"] } },
};

function delivered(id: TaskId): Outcome {
  const parts = taskSpec(id).outputs.map((type) => DELIVERED[type]);
  const media = parts.flatMap((part) => part.media ?? []);
  const output: TaskOutput = Object.assign({}, ...parts, media.length > 0 ? { media } : {});
  return { status: "succeeded", model: "m", endpoint: "e", output, artifacts: [], attempts: [] };
}

const hasType = (value: ArgValue | undefined, type: ValueType): boolean => {
  if (type === "numbers") return typeof value === "number";
  if (type === "audio") return isMedia(value) && ["audio", "video"].includes(value.kind);
  if (MEDIA_TYPES.some((kind) => kind === type)) return isMedia(value) && value.kind === type;
  if (type === "table") return typeof value === "object" && !Array.isArray(value) && !isMedia(value);
  return typeof value === "string" && value.trim() !== "";
};

function fits(value: ArgValue | undefined, spec: ArgSpec): boolean {
  if (spec.list && spec.type === "text") {
    return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  }
  return [spec.type, ...(spec.accepts ?? [])].some((type) => hasType(value, type));
}

const specOf = (name: string): TaskSpec => taskSpec(resolveTask(name) ?? "other");

/** One argument's value, chosen by `pick` among what could stand there: files, outputs, words, mixtures. */
function written(spec: ArgSpec, earlier: readonly PlannedTask[], pick: (n: number) => number): unknown {
  const isWild = pick(10) === 0;
  const files = FILES.filter(({ type }) => isWild || argTakes(spec, type));
  const tasks = earlier.filter(({ task }) => isWild || outputFits(specOf(task), spec));
  const sources = [
    ...files.map(({ handle }) => `<FILE>-${handle}`),
    ...tasks.flatMap(({ id }) => Array<string>(3).fill(`<GENERATED>-${id}`)),
  ];
  const source = sources[pick(sources.length)];
  if (spec.type === "numbers") return source !== undefined && pick(3) === 0 ? source : ["7", 12.5][pick(2)];
  if (spec.type === "table" && pick(3) === 0) return [{ name: "a", n: 1 }];
  if (spec.type !== "text" || pick(3) === 0) return source;
  return ["plain words", `before ${source} after`, [`one`, source], 4, `${source}, ${source}`][pick(5)];
}

/** A plan of up to five tasks that is written to be right more often than not. */
const plans = fc.array(fc.array(fc.nat(10_000), { minLength: 14, maxLength: 14 }), {
  minLength: 1,
  maxLength: 5,
});

function planFrom(choices: readonly (readonly number[])[]): PlannedTask[] {
  const tasks: PlannedTask[] = [];
  for (const [id, numbers] of choices.entries()) {
    let at = 0;
    const pick = (n: number): number => (numbers[at++ % numbers.length] ?? 0) % n;
    const task = OFFERED[pick(OFFERED.length)] ?? "summarization";
    const specs = taskSpec(task).args.filter(({ required }) => required || pick(2) === 0);
    const args = Object.fromEntries(specs.map((spec) => [spec.name, written(spec, tasks, pick)]));
    tasks.push({ id, task, args, dep: [] });
  }
  return tasks;
}

async function resolveAll(plan: ValidPlan): Promise<number> {
  const outcomes = new Map<number, Outcome>();
  let references = 0;
  for (const task of plan.tasks) {
    const specs = taskSpec(task.task).args;
    const resolved = await resolveArgs(task, { outcomes, files: FILES });
    if ("problem" in resolved)
      throw new Error(`${task.task} ${JSON.stringify(task.args)}: ${resolved.problem}`);
    for (const spec of specs) {
      const value = resolved.args[spec.name];
      if (!(spec.name in task.args)) expect(spec.required, `${task.task} ${spec.name}`).toBe(false);
      else expect(fits(value, spec), `${task.task} ${spec.name}: ${JSON.stringify(value)}`).toBe(true);
    }
    references += task.dep.length;
    outcomes.set(task.id, delivered(task.task));
  }
  return references;
}

describe("whatever plan the checker accepted", () => {
  it("every argument of every task resolves to a value of the catalogue's type, once its models delivered", async () => {
    let accepted = 0;
    let references = 0;
    await fc.assert(
      fc.asyncProperty(plans, async (choices) => {
        const checked = checkPlan({ tasks: planFrom(choices) }, { files: FILES, offered: OFFERED });
        if (!checked.ok) return;
        accepted++;
        references += await resolveAll(checked.plan);
      }),
      { numRuns: 700 },
    );
    expect(accepted).toBeGreaterThan(175);
    expect(references).toBeGreaterThan(35);
  });

  it("every output that the types let through to an argument resolves to it, for every pair of tasks", async () => {
    let edges = 0;
    for (const from of OFFERED) {
      for (const to of OFFERED) {
        for (const spec of taskSpec(to).args.filter((one) => outputFits(taskSpec(from), one))) {
          edges++;
          const task = {
            id: 1,
            task: to,
            args: { [spec.name]: { kind: "output", of: 0 } },
            dep: [0],
          } as const;
          const resolved = await resolveArgs(task, { outcomes: new Map([[0, delivered(from)]]), files: [] });
          const value = "args" in resolved ? resolved.args[spec.name] : undefined;
          expect(fits(value, spec), `${from} to ${spec.name} of ${to}: ${JSON.stringify(resolved)}`).toBe(
            true,
          );
        }
      }
    }
    expect(edges).toBeGreaterThan(1_000);
  });
});
