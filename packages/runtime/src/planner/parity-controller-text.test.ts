import { Fault, TASK_IDS, taskSpec, type ValidTask } from "@hugginggpt/shared";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScriptedController } from "../testing/scripted-controller.js";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";
import { planJson } from "./plan-json.js";
import { planRequest } from "./plan-request.js";

const OFFERED = TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
const FILES = [userFile(1, "a.txt", "text"), userFile(2, "b.png", "image"), userFile(3, "c.png", "image")];
const INPUT = { request: "Do it", files: FILES, offered: OFFERED };
const GOOD =
  '{"tasks":[{"id":0,"task":"image-to-text","args":{"image":"<FILE>-2,<FILE>-3"},"dep":[-1]},{"id":1,"task":"text-to-speech","args":{"text":"<GENERATED>-0"},"dep":[0]}]}';

const value = fc.oneof(
  fc.constantFrom(
    "<GENERATED>-0",
    "<GENERATED-1>",
    "<GENERATED>",
    "<FILE>-1",
    "<FILE>-2,<FILE>-3",
    "/etc/passwd",
  ),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const task = fc.record(
  {
    id: fc.oneof(fc.nat(4), fc.jsonValue({ maxDepth: 1 })),
    task: fc.oneof(fc.constantFrom<string>(...OFFERED, "ocr", "nonsense"), fc.jsonValue({ maxDepth: 1 })),
    args: fc.oneof(
      fc.dictionary(fc.constantFrom("text", "image", "audio", "question", "input"), value),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    dep: fc.oneof(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 }), fc.jsonValue({ maxDepth: 1 })),
  },
  { requiredKeys: [] },
);
const plan = fc.array(task, { maxLength: 25 }).map((tasks) => JSON.stringify({ tasks }));
const damaged = fc
  .tuple(fc.oneof(plan, fc.constant(GOOD)), fc.nat(400), fc.nat(30), fc.string({ maxLength: 5 }))
  .map(([text, at, length, junk]) => text.slice(0, at) + junk + text.slice(at + length));
const reply = fc.oneof(
  fc.string({ maxLength: 200, unit: anyCharacter }),
  fc.json(),
  fc.constantFrom("", "[]", "{}", '{"tasks":[]}', '{"answer":"Hi"}', "<html>error</html>", GOOD),
  plan,
  damaged,
  damaged.map((text) => `Sure, here is the "error" plan:\n\`\`\`json\n${text}\n\`\`\`\nDone.`),
  fc.constantFrom("refused", "cut at its length limit").map((why) => new Fault("CONTROLLER_FAILED", why)),
);

describe("planRequest, whatever text a controller returns", () => {
  it("ends within three calls in a plan that the checker accepts, in chat, or in a refusal with its reasons", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.tuple(reply, reply, reply), fc.boolean(), async (replies, isStreamed) => {
        const controller = new ScriptedController(...replies);
        const early: ValidTask[] = [];
        const onTasks = (tasks: readonly ValidTask[]) => early.push(...tasks);
        const result = await planRequest(INPUT, {
          controller,
          emit: () => undefined,
          ...(isStreamed ? { onTasks } : {}),
        });
        seen.add(result.kind);
        expect(controller.asked.length).toBeLessThanOrEqual(3);
        for (const { task: id } of early) expect(OFFERED).toContain(id);
        if (result.kind === "plan") {
          const written = planJson(result.plan).map((one) => ({
            ...one,
            dep: one.dep.filter((of) => of >= 0),
          }));
          expect(checkPlan({ tasks: written }, INPUT)).toMatchObject({ ok: true });
        }
        if (result.kind === "chat") expect(result.answer).not.toBe("");
        if (result.kind === "refused") {
          expect(result.reason).not.toBe("");
          expect(result.next).not.toBe("");
          expect(result.problems.length).toBeGreaterThan(0);
          expect(result.problems).not.toContain("");
        }
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual(["chat", "plan", "refused"]);
  });
});
