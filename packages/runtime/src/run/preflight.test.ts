import { readFileSync } from "node:fs";
import type { PlanArg, TaskId, UserFile, ValidTask } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planOf } from "../testing/execution-bench.js";
import { userFile } from "../testing/user-file.js";
import { preflight, soundless, unusedFiles } from "./preflight.js";

const task = (id: number, ...dep: number[]) => ({ id, task: "text-generation" as const, args: {}, dep });
const none = (id: number) => [id, { none: `Nothing can do ${id}`, next: "Set it." }] as const;

describe("preflight", () => {
  it("leaves a plan alone in which everything can run", () => {
    const { outcomes, hopeless } = preflight(planOf(task(0), task(1, 0)), new Map());
    expect([outcomes.size, hopeless]).toEqual([0, false]);
  });

  it("is hopeless where every wanted result waits for what cannot run, and says why for each task", () => {
    const found = preflight(planOf(task(0), task(1, 0), task(2, 1)), new Map([none(1)]));
    expect(found.hopeless).toBe(true);
    expect([...found.outcomes].map(([id, { status }]) => [id, status])).toEqual([
      [0, "skipped"],
      [1, "failed"],
      [2, "blocked"],
    ]);
    expect(found.outcomes.get(1)).toMatchObject({ reason: "Nothing can do 1", next: "Set it." });
    expect(found.outcomes.get(2)).toMatchObject({ by: [1] });
  });

  it("keeps what leads to a result that can be had, and leaves out what leads only to one that cannot", () => {
    const plan = planOf(task(0), task(1, 0), task(2), task(3, 2));
    const { outcomes, hopeless } = preflight(plan, new Map([none(3)]));
    expect(hopeless).toBe(false);
    expect([...outcomes.keys()]).toEqual([2, 3]);
  });

  it("counts a file that the request names and nobody gave as missing", () => {
    const lacking: ValidTask = {
      id: 0,
      task: "image-to-text",
      args: { image: { kind: "mention", name: "holiday.jpg" } },
      dep: [],
    };
    const { missing, hopeless } = preflight(planOf(lacking), new Map());
    expect(missing.get(0)).toEqual({
      none: "The request names holiday.jpg, which was not given",
      next: "Give it with --file holiday.jpg.",
    });
    expect(hopeless).toBe(true);
  });

  it("never executes a task without all that it waits for, nor one that leads to nothing wanted", () => {
    const plans = fc.array(fc.tuple(fc.boolean(), fc.array(fc.nat(20), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(plans, (written) => {
        const tasks = written.map(([, dep], id) => task(id, ...new Set(dep.filter((of) => of < id))));
        const missing = new Map(written.flatMap(([absent], id) => (absent ? [none(id)] : [])));
        const plan = planOf(...tasks);
        const { outcomes, hopeless } = preflight(plan, missing);
        const executed = plan.tasks.filter(({ id }) => !outcomes.has(id));
        expect(hopeless).toBe(executed.length === 0);
        for (const { id, dep } of executed) {
          expect(missing.has(id)).toBe(false);
          expect(dep.some((of) => outcomes.has(of))).toBe(false);
          const isWanted = !plan.tasks.some((other) => other.dep.includes(id));
          expect(isWanted || executed.some((other) => other.dep.includes(id))).toBe(true);
        }
      }),
    );
  });
});

const files = ["a.txt", "b.txt", "c.png"].map((name, at) =>
  userFile(at + 1, name, name.endsWith("png") ? "image" : "text"),
);

describe("unusedFiles", () => {
  it("names every file that no task uses, whatever its kind", () => {
    const tasks = [
      {
        id: 0,
        task: "summarization" as const,
        args: { text: { kind: "file", handle: 2 } as const },
        dep: [],
      },
    ];
    expect(unusedFiles({ tasks }, files)).toEqual(["a.txt", "c.png"]);
    expect(unusedFiles({ tasks: [] }, files)).toEqual(["a.txt", "b.txt", "c.png"]);
  });

  it("knows files inside texts and lists", () => {
    const parts = files.map(({ handle }) => ({ kind: "file", handle }) as const);
    const text = { kind: "parts", as: "text", parts: [{ kind: "parts", as: "list", parts }] } as const;
    expect(
      unusedFiles({ tasks: [{ id: 0, task: "summarization", args: { text }, dep: [] }] }, files),
    ).toEqual([]);
  });
});

describe("soundless", () => {
  const FIXTURES = new URL("../../../shared/src/sound/fixtures/", import.meta.url);
  const video = (handle: number, name: string): UserFile => ({
    ...userFile(handle, name, "video"),
    bytes: readFileSync(new URL(name, FIXTURES)),
  });
  const files = [video(1, "mute.mp4"), video(2, "talk.mp4")];
  const asks = (id: number, name: TaskId, args: Record<string, PlanArg>) => ({
    id,
    task: name,
    args,
    dep: [],
  });
  const file = (handle: number): PlanArg => ({ kind: "file", handle });

  it("names the tasks that are to hear a video without sound, and no others", async () => {
    const plan = planOf(
      asks(1, "automatic-speech-recognition", { audio: file(1) }),
      asks(2, "automatic-speech-recognition", { audio: file(2) }),
      asks(3, "video-classification", { video: file(1) }),
      asks(4, "audio-to-audio", { audio: { kind: "output", of: 2 } }),
    );
    expect(await soundless(plan, files, new AbortController().signal)).toEqual([
      [1, { none: "mute.mp4 has no sound", next: "Give a video with a sound track." }],
    ]);
  });
});
