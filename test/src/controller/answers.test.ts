import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeHome } from "../e2e/temp-home.js";
import type { ChatCall } from "../llm/chat-call.js";
import type { ScriptedReply } from "../llm/chat-completion.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { failWith, htmlPage, wrongJson } from "../loopback/faults.js";
import { type ControlledRun, PLAN, runControlled, stageOf, wellBut } from "./controlled-run.js";

const CHAT = "/v1/chat/completions";

/** Every way in which a language model's server can answer badly: the run ends right, or the reason is said. */
describe("hugginggpt run, whatever the language model answers", () => {
  const home = makeHome();
  let llm: LlmServer;
  let script: (call: ChatCall) => ScriptedReply;
  beforeAll(async () => {
    llm = await startLlm({ reply: (call) => script(call) });
  });
  afterEach(() => llm.heal());
  afterAll(async () => {
    await llm.close();
    home.remove();
  });

  const stages = () => llm.calls.map(stageOf);
  const run = (
    other: Parameters<typeof wellBut>[0] = {},
    ...args: readonly string[]
  ): Promise<ControlledRun> => {
    script = wellBut(other);
    return runControlled(llm, home.path, args);
  };
  const wellDone = {
    code: 0,
    report: { status: "done", tasks: [{ task: "summarization", status: "succeeded" }] },
  };

  it("ends well where every answer is good, by one call for the plan, one for the choice, one for the answer", async () => {
    const before = llm.calls.length;
    const end = await run();
    expect(end).toMatchObject(wellDone);
    expect(end.report?.answer).toBe("It has four sentences.");
    expect(stages().slice(before)).toEqual(["plan", "choice", "answer"]);
  });

  it("web pages: fails with what came and what to check", async () => {
    llm.inject({ match: CHAT, fault: htmlPage() });
    const end = await run();
    expect(end).toMatchObject({ code: 1, report: null });
    expect(end.stderr).toMatch(/no plan that can run.*a web page.*OPENAI_BASE_URL/s);
  });

  it("a web page as a refusal: fails with the status", async () => {
    llm.inject({ match: CHAT, fault: failWith(403, { body: "<html>no</html>" }) });
    const end = await run();
    expect(end).toMatchObject({ code: 3, stderr: expect.stringMatching(/answered 403/) });
  });

  it.each([
    ["empty", { text: "" }],
    ["without content", { text: null }],
    ["a refusal", { text: null, refusal: "I cannot help with that." }],
    ["withheld by a filter", { text: "", finishReason: "content_filter" }],
    ["half a JSON", PLAN.slice(0, 60)],
    ["cut at its length limit", { text: PLAN.slice(0, 60), finishReason: "length" }],
    ["prose", "Sure! I would summarize it."],
    ["JSON of something else", '{"weather":"fine"}'],
  ] satisfies [string, ScriptedReply][])("a plan that is %s: asks again, and ends well", async (_, bad) => {
    let first = true;
    const end = await run({
      plan: () => {
        const reply = first ? bad : PLAN;
        first = false;
        return reply;
      },
    });
    expect(end).toMatchObject(wellDone);
    expect(end.stderr).toMatch(/plan 1 rejected/);
  });

  it.each([
    ["refusals", { text: null, refusal: "I cannot help with that." }, /refused.*cannot help/s],
    ["halves of JSON", PLAN.slice(0, 60), /stops in the middle/],
  ] satisfies [string, ScriptedReply, RegExp][])(
    "nothing but %s instead of a plan: gives up after three calls, with the reason, and runs nothing",
    async (_, bad, reason) => {
      const before = llm.calls.length;
      const end = await run({ plan: bad });
      expect(end).toMatchObject({ code: 1, report: null });
      expect(end.stderr).toMatch(reason);
      expect(stages().slice(before)).toEqual(["plan", "plan", "plan"]);
    },
  );

  it("a plan broken off by an error inside the stream: asks for it as a whole, and ends well", async () => {
    const plan = ({ stream }: ChatCall) =>
      stream ? { text: PLAN.slice(0, 60), streamError: "overloaded" } : PLAN;
    expect(await run({ plan })).toMatchObject(wellDone);
  });

  it("an error with status 200: ends with what the server says, and not with advice on the request", async () => {
    llm.inject({ match: CHAT, fault: wrongJson({ error: { message: "Insufficient credits", code: 402 } }) });
    const end = await run();
    expect(end).toMatchObject({ code: 3, report: null });
    expect(end.stderr).toMatch(/answered 402 "Insufficient credits".*Buy credits/s);
    expect(end.stderr).not.toMatch(/Rephrase the request/);
  });

  it("two plans in one answer: the last is run", async () => {
    const draft = PLAN.replace("summarization", "text-generation");
    const end = await run({ plan: `${draft}\n\nOr rather:\n\n${PLAN}` });
    expect(end).toMatchObject(wellDone);
  });

  it('a plan with the word "error" in it: is run like any other', async () => {
    const plan = PLAN.replace("One.", "error: the error said error.");
    const end = await run({ plan });
    expect(end).toMatchObject(wellDone);
    expect(JSON.stringify(end.report?.plan)).toContain("the error said error");
  });

  it("an invented id as the choice: asks once more, then takes the top-ranked and says so", async () => {
    const end = await run({ choice: '{"id":"openai/gpt-9","reason":"best"}' });
    expect(end).toMatchObject(wellDone);
    const [task] = end.report?.tasks ?? [];
    expect(task?.reason).toMatch(/"openai\/gpt-9", which was not offered; taking the top-ranked/);
    expect(task?.model).toBe(task?.candidates[0]);
  });

  it.each([
    ["a refusal", { text: null, refusal: "No." }],
    ["half a JSON", '{"id":"c'],
    ["an error", { error: { status: 400, message: "nonsense" } }],
  ] satisfies [string, ScriptedReply][])(
    "%s as the choice: takes the top-ranked and says so",
    async (_, choice) => {
      const end = await run({ choice });
      expect(end).toMatchObject(wellDone);
      expect(end.report?.tasks[0]?.reason).toMatch(/taking the top-ranked/);
    },
  );

  it.each([
    ["refused", { text: null, refusal: "No." }],
    ["empty", ""],
  ] satisfies [string, ScriptedReply][])(
    "a final answer that is %s: prints the results themselves and says why",
    async (_, answer) => {
      const end = await run({ answer });
      expect(end).toMatchObject(wellDone);
      expect(end.report?.answer).toMatch(/could not write the answer.*These are the results.*Summary \(by /s);
    },
  );

  it("never shows a result that no task returned where every task failed", async () => {
    const plan = '{"tasks":[{"id":0,"task":"text-to-video","args":{"text":"a cat"},"dep":[-1]}]}';
    const end = await run({ plan, answer: "" });
    expect(end).toMatchObject({ code: 1, report: { status: "failed" } });
    expect(end.report?.answer).toMatch(
      /^Nothing here can do this request\.\n- Nothing here can do text-to-video/,
    );
    expect(end.stderr).toMatch(/Nothing was run/);
  });
});
