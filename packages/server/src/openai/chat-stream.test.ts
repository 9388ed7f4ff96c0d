import type { NumberedEvent, RunReport } from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { runReport } from "../testing/run-reports.js";
import { chatTexts } from "./chat-stream.js";
import { CompletionChunks } from "./completion-chunks.js";

const PLAN = { type: "plan-ready", plan: [{ id: 0, task: "text-to-speech", args: {}, dep: [-1] }] };
const written = (...texts: string[]) => texts.map((text) => ({ type: "answer-text", text }));

/** The text of a stream over these events. */
async function streamed(
  events: readonly object[],
  report: Promise<RunReport>,
  { tellsProgress = true, gone = new AbortController().signal } = {},
): Promise<string> {
  async function* numbered(): AsyncGenerator<NumberedEvent, void, void> {
    for (const event of events) yield { seq: 1, event } as NumberedEvent;
  }
  const chunks = new CompletionChunks({ id: "chatcmpl-1", created: 1, model: "hugginggpt" });
  const run = {
    events: numbered(),
    report,
    chunks,
    tellsProgress,
    filesOf: () => "\n\n[files]",
    usageOf: null,
  };
  let text = "";
  for await (const piece of chatTexts(run, gone)) text += piece;
  return text;
}

interface Chunk {
  readonly choices?: {
    readonly delta: {
      readonly role?: string;
      readonly content?: string;
      readonly reasoning_content?: string;
    };
    readonly finish_reason: string | null;
  }[];
  readonly error?: object;
}

const chunksOf = (text: string): Chunk[] =>
  text
    .split("\n\n")
    .filter((event) => event && event !== "data: [DONE]")
    .map((event) => JSON.parse(event.replace(/^data: /, "")));
const contentOf = (text: string): string =>
  chunksOf(text)
    .flatMap(({ choices = [] }) => choices.map(({ delta }) => delta.content ?? ""))
    .join("");

describe("the stream of a completion", () => {
  it("has only data lines, each with choices: OpenAI's clients take a named event or other data for a chunk", async () => {
    const text = await streamed(
      [PLAN, ...written("It is ", "said.")],
      Promise.resolve(runReport([], "It is said.")),
    );
    for (const line of text.split("\n")) expect(line).toMatch(/^(?:data: .*)?$/);
    for (const { choices } of chunksOf(text)) expect(choices).toHaveLength(1);
    expect(chunksOf(text)[0]?.choices?.[0]?.delta.role).toBe("assistant");
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    const reasons = chunksOf(text).flatMap(({ choices = [] }) => choices.map((one) => one.finish_reason));
    expect(reasons.filter(Boolean)).toEqual(["stop"]);
  });

  it.each([
    ["as it was written", ["It is ", "said."], "It is said."],
    ["that nobody wrote piece by piece", [], "It is said."],
    ["with an end that was not streamed", ["It is"], "It is said."],
  ])("gives an answer %s once, and then the files", async (_how, pieces, answer) => {
    const text = await streamed(written(...pieces), Promise.resolve(runReport([], answer)));
    expect(contentOf(text)).toBe("It is said.\n\n[files]");
  });

  it("gives the answer that counts after one that was given up", async () => {
    const text = await streamed(
      written("A model began"),
      Promise.resolve(runReport([], "The results are: 1.")),
    );
    expect(contentOf(text)).toBe("A model began\n\nThe results are: 1.\n\n[files]");
  });

  it("tells progress under one key, which front ends fold away, and none where it is not wanted", async () => {
    const report = Promise.resolve(runReport([], "Done."));
    const text = await streamed([PLAN], report);
    const told = chunksOf(text).flatMap(({ choices = [] }) =>
      choices.flatMap(({ delta }) => Object.entries(delta)),
    );
    expect(told.filter(([key]) => key.startsWith("reasoning"))).toEqual([
      ["reasoning_content", "Plan: text-to-speech\n"],
    ]);
    expect(await streamed([PLAN], report, { tellsProgress: false })).not.toContain("reasoning");
  });

  it("ends with an error in OpenAI's form where the run failed, and with no reason that looks like an end", async () => {
    const failed = Promise.reject(new Fault("CONTROLLER_FAILED", "no plan", { next: "Rephrase it." }));
    failed.catch(() => undefined);
    const text = await streamed([PLAN], failed);
    const last = chunksOf(text).at(-1);
    expect(last?.error).toMatchObject({
      code: "CONTROLLER_FAILED",
      next: "Rephrase it.",
      type: "server_error",
    });
    expect(text).not.toContain("[DONE]");
    expect(
      chunksOf(text).flatMap(({ choices = [] }) => choices.map((one) => one.finish_reason)),
    ).not.toContain("stop");
  });

  it("says nothing more to a client that is gone", async () => {
    const text = await streamed([], Promise.resolve(runReport([], "Done.")), { gone: AbortSignal.abort() });
    expect(contentOf(text)).toBe("");
    expect(text).not.toContain("[DONE]");
  });
});
