import { describe, expect, it } from "vitest";
import type { ChatCall } from "./chat-call.js";
import { sandboxPlan } from "./sandbox-plan.js";
import { sandboxReply } from "./sandbox-reply.js";

function call(user: string, rest: Partial<ChatCall> = {}): ChatCall {
  return {
    model: "m",
    messages: [],
    system: "",
    user,
    schema: null,
    stream: false,
    includeUsage: false,
    body: {},
    ...rest,
  };
}

const message = (request: string, ...files: string[]) =>
  [
    ...(files.length > 0 ? [`===FILES===\n${files.join("\n")}\n===FILES===`] : []),
    `===REQUEST===\n${request}\n===REQUEST===`,
  ].join("\n\n");
const tasksOf = async (...asked: Parameters<typeof message>) =>
  (await sandboxPlan(message(...asked))).map(({ task, dep }) => `${task}:${dep.join()}`);
const PHOTO = '<FILE>-1 "photo.jpg", image, 1234 bytes';
const LETTER = '<FILE>-1 "letter.txt", text, 21 bytes, begins "Dear \\"Ada\\", hello."';

describe("the sandbox's plans", () => {
  it.each([
    [
      ["describe this photo, translate the description into German and read it aloud", PHOTO],
      ["image-to-text:-1", "translation:0", "text-to-speech:1"],
    ],
    [["What does this picture show?", PHOTO], ["image-to-text:-1"]],
    [["make a picture of a lighthouse at dusk"], ["text-to-image:-1"]],
    [
      ["summarize this and read the summary aloud", LETTER],
      ["summarization:-1", "text-to-speech:0"],
    ],
    [["总结这篇文章", LETTER], ["summarization:-1"]],
    [["How are you?"], []],
  ] as const)("are those of the product's rules: %j", async ([request, ...files], expected) => {
    expect(await tasksOf(request, ...files)).toEqual(expected);
  });

  it("refer to a file that is lacking, so that the product asks for it", async () => {
    const [task] = await sandboxPlan(message("What does this picture show?"));
    expect(task).toMatchObject({ task: "image-to-text", args: { image: "<FILE>-1" } });
  });
});

describe("the sandbox's replies", () => {
  it("plan what stands in the request's part of the message", async () => {
    const schema = { name: "plan", schema: { type: "object", properties: { tasks: { type: "array" } } } };
    const reply = await sandboxReply(call(message("Paint a fox", PHOTO), { schema }));
    expect(JSON.parse(String(reply))).toMatchObject({ tasks: [{ task: "text-to-image" }] });
  });

  it.each(["Hello!", "你好"])(
    "say to small talk what can be asked for, and echo nothing: %s",
    async (said) => {
      const reply = await sandboxReply(call(said, { system: "Answer the user. You have run no tool." }));
      expect(reply).toMatch(/^Simulated answer: .*Try/);
      expect(reply).not.toContain(said);
    },
  );

  it("choose the first candidate of a schema and say that this is simulated", async () => {
    const properties = { id: { type: "string", enum: ["c1", "c2"] }, reason: { type: "string" } };
    const reply = await sandboxReply(
      call("", { schema: { name: "choice", schema: { type: "object", properties } } }),
    );
    expect(JSON.parse(String(reply))).toEqual({ id: "c1", reason: expect.stringContaining("Simulated") });
  });

  it("name the models, the files and the failures among the results", async () => {
    const results = [
      { id: 0, task: "text-to-video", status: "succeeded", model: "a/b", files: ["0-text-to-video.mp4"] },
      { id: 1, task: "text-to-speech", status: "failed", error: "no model", triedBefore: ["c/d: HTTP 503"] },
    ];
    const reply = await sandboxReply(
      call(`===RESULTS===\n${results.map((one) => JSON.stringify(one)).join("\n")}\n===RESULTS===`),
    );
    expect(reply).toContain("Simulated answer");
    expect(reply).toContain("text-to-video by a/b, files: 0-text-to-video.mp4");
    expect(reply).toContain("text-to-speech failed: no model (tried before: c/d: HTTP 503)");
  });

  it("are labels or names where the call asks for them, else a sentence marked as simulated", async () => {
    const system =
      'Decide which of these labels fits the text: "cat", "dog". Answer: {"labels":[{"label":"..."}]}';
    expect(JSON.parse(String(await sandboxReply(call("a kitten", { system }))))).toEqual({
      labels: [
        { label: "cat", score: 0.9 },
        { label: "dog", score: 0.1 },
      ],
    });
    const names = await sandboxReply(
      call("Then Ada Lovelace wrote.", { system: '{"entities":[{"entity":"PER"}]}' }),
    );
    expect(JSON.parse(String(names)).entities).toHaveLength(1);
    expect(await sandboxReply(call("One. Two."))).toBe("[simulated] One.");
  });
});
