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

const tasksOf = (request: string) => sandboxPlan(request).map(({ task, dep }) => `${task}:${dep.join()}`);

describe("the sandbox's plans", () => {
  it("make a video and its dubbing side by side, from the title", () => {
    const plan = sandboxPlan("Make a video titled 'An astronaut is walking in space' and dub it");
    expect(plan).toEqual([
      { id: 0, task: "text-to-video", args: { text: "An astronaut is walking in space" }, dep: [-1] },
      { id: 1, task: "text-to-speech", args: { text: "An astronaut is walking in space" }, dep: [-1] },
    ]);
  });

  it("chain speech to what it reads", () => {
    expect(tasksOf("read the text in this picture aloud")).toEqual(["image-to-text:-1", "text-to-speech:0"]);
    expect(
      tasksOf(
        "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud",
      ),
    ).toEqual(["summarization:-1", "text-classification:-1", "token-classification:-1", "text-to-speech:0"]);
  });

  it("take the language of a translation from the request", () => {
    expect(sandboxPlan('Translate "good morning" into French')[0]?.args).toEqual({
      text: "good morning",
      target_language: "French",
    });
  });

  it("are empty for small talk", () => {
    expect(sandboxPlan("How are you?")).toEqual([]);
  });
});

describe("the sandbox's replies", () => {
  it("plan what stands in the request's part of the message", () => {
    const schema = { name: "plan", schema: { type: "object", properties: { tasks: { type: "array" } } } };
    const reply = sandboxReply(
      call("===FILES===\nvideo.txt\n===FILES===\n\n===REQUEST===\nPaint a fox\n===REQUEST===", { schema }),
    );
    expect(JSON.parse(String(reply))).toMatchObject({
      tasks: [{ task: "text-to-image", args: { text: "Paint a fox" } }],
    });
  });

  it("choose the first candidate of a schema and say that this is simulated", () => {
    const properties = { id: { type: "string", enum: ["c1", "c2"] }, reason: { type: "string" } };
    const reply = sandboxReply(
      call("", { schema: { name: "choice", schema: { type: "object", properties } } }),
    );
    expect(JSON.parse(String(reply))).toEqual({ id: "c1", reason: expect.stringContaining("Simulated") });
  });

  it("name the models, the files and the failures among the results", () => {
    const results = [
      { id: 0, task: "text-to-video", status: "succeeded", model: "a/b", files: ["0-text-to-video.mp4"] },
      { id: 1, task: "text-to-speech", status: "failed", error: "no model", triedBefore: ["c/d: HTTP 503"] },
    ];
    const reply = sandboxReply(
      call(`===RESULTS===\n${results.map((one) => JSON.stringify(one)).join("\n")}\n===RESULTS===`),
    );
    expect(reply).toContain("Simulated answer");
    expect(reply).toContain("text-to-video by a/b, files: 0-text-to-video.mp4");
    expect(reply).toContain("text-to-speech failed: no model (tried before: c/d: HTTP 503)");
  });

  it("are labels or names where the call asks for them, else a sentence marked as simulated", () => {
    const system =
      'Decide which of these labels fits the text: "cat", "dog". Answer: {"labels":[{"label":"..."}]}';
    expect(JSON.parse(String(sandboxReply(call("a kitten", { system }))))).toEqual({
      labels: [
        { label: "cat", score: 0.9 },
        { label: "dog", score: 0.1 },
      ],
    });
    const names = sandboxReply(
      call("Then Ada Lovelace wrote.", { system: '{"entities":[{"entity":"PER"}]}' }),
    );
    expect(JSON.parse(String(names)).entities).toHaveLength(1);
    expect(sandboxReply(call("One. Two."))).toBe("[simulated] One.");
  });
});
