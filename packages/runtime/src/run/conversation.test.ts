import { NO_USAGE } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { Conversation } from "./conversation.js";
import type { RunReport, TaskReport } from "./run-report.js";

const summary: TaskReport = {
  id: 0,
  task: "summarization",
  status: "succeeded",
  model: "builtin/textrank",
  endpoint: "builtin",
  reason: "",
  candidates: [],
  attempts: [],
  output: { text: "It rained." },
  artifacts: [],
  error: null,
};

const report = (answer: string, ...tasks: TaskReport[]): RunReport => ({
  run: "r",
  status: "done",
  answer,
  controller: "openai:m",
  plan: [],
  tasks,
  usage: NO_USAGE,
  seconds: 0,
});

describe("Conversation", () => {
  it("gives every file a handle that stays, and says in the history which files a run made", () => {
    const talk = new Conversation();
    talk.addFile(userFile(9, "a.txt", "text"));
    const made = talk.addFile(userFile(9, "0-text-to-image.png", "image"));
    talk.addTurn("Draw a cat", report("Here it is."), [made]);
    expect(talk.files.map(({ handle, name }) => [handle, name])).toEqual([
      [1, "a.txt"],
      [2, "0-text-to-image.png"],
    ]);
    expect(talk.history).toEqual([
      { role: "user", content: "Draw a cat" },
      { role: "assistant", content: "Here it is.\n[Files made: <FILE>-2 (0-text-to-image.png)]" },
    ]);
  });

  it("knows which files earlier requests had, and which came since", () => {
    const talk = new Conversation();
    talk.addFile(userFile(9, "a.txt", "text"));
    expect(talk.earlierFiles).toBe(0);
    talk.addTurn("Summarize it", report("It rained.", summary), []);
    expect(talk.earlierFiles).toBe(2);
    expect(talk.addFile(userFile(9, "b.png", "image")).handle).toBeGreaterThan(talk.earlierFiles);
  });

  it("offers the texts of a run as files, but none that the run made a file of", () => {
    const talk = new Conversation();
    const kept = { name: "0-image-to-text.txt", mediaType: "text/plain", bytes: 1, sha256: "" };
    talk.addTurn("Summarize it", report("It rained.", summary, { ...summary, id: 1, artifacts: [kept] }), []);
    expect(talk.files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ["0-summarization.txt", "It rained."],
    ]);
    expect(talk.history[1]?.content).toContain("<FILE>-1 (0-summarization.txt)");
  });

  it("goes on where an earlier one ended: with its history, its newest files and the next number", () => {
    const files = Array.from({ length: 25 }, (_, i) => userFile(i + 1, `${i + 1}.txt`, "text"));
    const history = ["a", "b", "c", "d"].map((content, i) => ({
      role: i % 2 ? ("assistant" as const) : ("user" as const),
      content,
    }));
    const talk = new Conversation({ files, history });
    expect(talk.history).toEqual(history);
    expect(talk.files).toEqual(files.slice(-20));
    expect(talk.addFile(userFile(0, "new.txt", "text")).handle).toBe(26);
    expect(
      new Conversation({ files: [], history: [] }).addFile(userFile(9, "first.txt", "text")).handle,
    ).toBe(1);
  });

  it("forgets the oldest turns beyond its budget, and the oldest files beyond twenty, never their numbers", () => {
    const talk = new Conversation();
    for (let n = 1; n <= 30; n++) {
      talk.addFile(userFile(0, `${n}.txt`, "text"));
      talk.addTurn(`request ${n} ${"x".repeat(1_000)}`, report("y".repeat(1_000)), []);
    }
    expect(talk.files.map(({ handle }) => handle)).toEqual(Array.from({ length: 20 }, (_, i) => i + 11));
    expect(talk.history.length).toBeLessThanOrEqual(6);
    expect(talk.history.at(-2)?.content).toMatch(/^request 30/);
    expect(JSON.stringify(talk.history).length).toBeLessThan(6_500);
  });

  it("keeps the newest turn however long it is, cut", () => {
    const talk = new Conversation();
    talk.addTurn("中".repeat(9_000), report("文".repeat(9_000)), []);
    expect(talk.history).toHaveLength(2);
  });
});
