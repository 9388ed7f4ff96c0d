import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, startCli } from "../e2e/cli.js";
import type { CliResult } from "../e2e/running-cli.js";
import { OPENAI_SECRET } from "../e2e/secrets.js";
import { makeHome } from "../e2e/temp-home.js";
import type { ChatCall } from "../llm/chat-call.js";
import type { ScriptedReply } from "../llm/chat-completion.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { simulatedMp4 } from "../media/simulated-mp4.js";
import { simulatedPng } from "../media/simulated-png.js";
import { simulatedWav } from "../media/simulated-wav.js";
import { stageOf, wellBut } from "./controlled-run.js";

const speech = (text: string) =>
  JSON.stringify({ tasks: [{ id: 0, task: "text-to-speech", args: { text }, dep: [-1] }] });

describe("hugginggpt chat", () => {
  const home = makeHome();
  let llm: LlmServer;
  let script: (call: ChatCall) => ScriptedReply | Promise<ScriptedReply>;
  beforeAll(async () => {
    writeFileSync(join(home.path, "note.txt"), "A short note.");
    llm = await startLlm({ reply: (call) => script(call) });
  });
  afterAll(async () => {
    await llm.close();
    home.remove();
  });
  const env = () => ({ OPENAI_BASE_URL: llm.baseUrl, OPENAI_API_KEY: OPENAI_SECRET });
  const chat = (lines: readonly string[], ...args: readonly string[]): Promise<CliResult> => {
    return runCli("hugginggpt", ["chat", "--quiet", ...args], {
      home: home.path,
      env: env(),
      input: `${lines.join("\n")}\n`,
    });
  };

  it("answers a request without tasks plainly, streamed, with the conversation so far", async () => {
    script = wellBut({ plan: '{"tasks":[]}', direct: ({ user }) => `You said ${user}.` });
    const before = llm.calls.length;
    const end = await chat(["hello", "and again"]);
    expect(end).toMatchObject({ code: 0, stdout: "You said hello.\nYou said and again.\n" });
    const direct = llm.calls.slice(before).filter((call) => stageOf(call) === "direct");
    expect(direct.every(({ stream }) => stream)).toBe(true);
    expect(direct[1]?.messages.map(({ text }) => text)).toEqual([
      expect.any(String),
      "hello",
      "You said hello.",
      "and again",
    ]);
  });

  it("asks for the file that a request is about, and goes on with it once it is given", async () => {
    const file = '{"tasks":[{"id":0,"task":"canny-control","args":{"image":"<FILE>-1"}}]}';
    script = wellBut({ plan: file, answer: "Here are the edges." });
    writeFileSync(join(home.path, "sketch.png"), simulatedPng("sketch"));
    const end = await chat(["draw the edges of the photo", "/file sketch.png"]);
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(
      /^The request needs a picture, and none was given\. Which one\?.*\/file PATH.*\n1 {2}sketch\.png.*\nHere are the edges\.\n/s,
    );
  });

  it("asks for a file that a request only names, and opens nothing before it is given", async () => {
    script = wellBut({
      plan: '{"tasks":[{"id":0,"task":"canny-control","args":{"image":"sketch.png"}}]}',
    });
    writeFileSync(join(home.path, "sketch.png"), simulatedPng("sketch"));
    const end = await chat(["draw the edges of sketch.png"]);
    expect(end.stdout).toMatch(/names sketch\.png, which was not given\. Which one\?/);
    expect(end.stdout).not.toMatch(/Files:/);
  });

  it("offers what earlier requests made as further handles, and runs on them", async () => {
    script = wellBut({
      plan: ({ user }) => {
        if (user.includes("read this")) return speech("<FILE>-1");
        if (user.includes("again")) return speech("<FILE>-1");
        return '{"tasks":[]}';
      },
    });
    const before = llm.calls.length;
    const end = await chat(["read this aloud", "what did you make?", "/files"], "--file", "note.txt");
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/Files:\n {2}.*0-text-to-speech\.wav/);
    expect(end.stdout).toMatch(/1 {2}note\.txt {2}\(text.*\n2 {2}0-text-to-speech\.wav {2}\(audio/);
    const plans = llm.calls.slice(before).filter((call) => stageOf(call) === "plan");
    expect(plans[0]?.user).not.toContain("<FILE>-2");
    expect(plans[1]?.user).toMatch(/<FILE>-2 "0-text-to-speech\.wav", audio/);
    expect(plans[1]?.messages.map(({ text }) => text).join("\n")).toContain(
      "[Files made: <FILE>-2 (0-text-to-speech.wav)]",
    );
  });

  it("takes recordings and videos as it takes pictures, and lists them with what was made", async () => {
    script = wellBut({ plan: speech("Good morning"), answer: "I said it." });
    writeFileSync(join(home.path, "song.wav"), simulatedWav("la la la"));
    writeFileSync(join(home.path, "clip.mp4"), simulatedMp4());
    const before = llm.calls.length;
    const end = await chat(["/file song.wav", "/file clip.mp4", "say good morning", "/files"]);
    expect(end).toMatchObject({ code: 0, stderr: expect.not.stringContaining("error:") });
    expect(end.stdout).toMatch(/I said it\.\n+Files:\n {2}.*0-text-to-speech\.wav/);
    expect(end.stdout).toMatch(
      /1 {2}song\.wav {2}\(audio.*\n2 {2}clip\.mp4 {2}\(video.*\n3 {2}0-text-to-speech\.wav {2}\(audio/,
    );
    const plan = llm.calls.slice(before).find((call) => stageOf(call) === "plan");
    expect(plan?.user).toMatch(/<FILE>-1 "song\.wav", audio.*\n<FILE>-2 "clip\.mp4", video/);
  });

  it("understands its commands, and says what is none", async () => {
    script = wellBut({ plan: speech("Good morning") });
    const lines = [
      "/plan",
      "/runs",
      "/files",
      "say good morning",
      "/plan",
      "/runs",
      "/file note.txt",
      "/help",
      "/nope",
    ];
    const end = await chat([...lines, "/quit", "never read"]);
    expect(end.code).toBe(0);
    for (const part of [
      "No request yet.",
      "No files yet.",
      '[0] text-to-speech  text="Good morning"',
      /[0-9a-f]{8} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}done +1\/1 .*say good morning/,
      /2 {2}note\.txt {2}\(text, 13 B\)/,
      "/quit   ends the chat",
      "There is no command /nope",
    ])
      expect(end.stdout).toMatch(part);
    expect(end.stdout).not.toContain("never read");
    expect(end.stderr).toContain("hugginggpt runs show ID");
  });

  it("asks nobody what stands for a command, and takes several lines between quotes as one request", async () => {
    script = wellBut({ plan: '{"tasks":[]}', direct: ({ user }) => `You said ${JSON.stringify(user)}.` });
    const before = llm.calls.length;
    const end = await chat(["help", "?", "files", '"""', "one", "", "two", '"""', "exit", "never read"]);
    expect(end.stdout.match(/\/quit {3}ends the chat/g)).toHaveLength(2);
    expect(end.stdout).toContain('You said "one\\n\\ntwo".');
    expect(llm.calls.length - before).toBe(2);
  });

  it("goes on with the last chat where that is wanted, and forgets it where it is cleared", async () => {
    const apart = makeHome();
    try {
      writeFileSync(join(apart.path, "note.txt"), "A short note.");
      script = wellBut({ plan: ({ user }) => (user.includes("read") ? speech("Fine") : '{"tasks":[]}') });
      const start = llm.calls.length;
      const talk = (lines: readonly string[], ...args: readonly string[]) =>
        runCli("hugginggpt", ["chat", ...args], {
          home: apart.path,
          env: env(),
          input: `${lines.join("\n")}\n`,
        });
      expect((await talk(["/files"], "--continue")).stderr).toContain("There is no earlier chat here");
      await talk(["hello", "read it"], "--file", "note.txt");
      await talk(["another one"]);
      await talk(["hello again"], "--file", "note.txt");
      const again = await talk(["/files", "and now?", "/clear", "/files", "what now?"], "--continue");
      expect(again.stderr).toContain('Continuing after "hello again"');
      expect(again.stdout).toMatch(/1 {2}note\.txt[\s\S]*Started a new chat[\s\S]*No files yet/);
      const direct = llm.calls.slice(start).filter((call) => stageOf(call) === "direct");
      const texts = direct.map(({ messages }) => messages.map(({ text }) => text).join("|"));
      expect(texts.at(-2)).toContain("hello again");
      expect(texts.at(-2)).not.toContain("another one");
      expect(texts.at(-1)).not.toContain("hello");
    } finally {
      apart.remove();
    }
  });

  it("goes on with the files that the last request made", async () => {
    const apart = makeHome();
    try {
      script = wellBut({ plan: speech("Fine") });
      const talk = (lines: readonly string[], ...args: readonly string[]) =>
        runCli("hugginggpt", ["chat", "-q", ...args], {
          home: apart.path,
          env: env(),
          input: `${lines.join("\n")}\n`,
        });
      await talk(["say fine"]);
      expect((await talk(["/files"], "--continue")).stdout).toMatch(/^1 {2}0-text-to-speech\.wav {2}\(audio/);
    } finally {
      apart.remove();
    }
  });

  it("says what went wrong and goes on", async () => {
    script = wellBut({
      plan: ({ messages }) => (messages.at(1)?.text.includes("bad") ? "no plan" : speech("Fine")),
    });
    const end = await chat(["a bad one", "/file missing.txt", "a good one"]);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/error: The language model made no plan.*error: Cannot use missing\.txt/s);
    expect(end.stdout).toContain("0-text-to-speech.wav");
  });

  it("prints the results where the streamed answer breaks off, and says why", async () => {
    const answer = ({ stream }: ChatCall) =>
      stream
        ? { text: "I read", streamError: "overloaded" }
        : { error: { status: 402, message: "overloaded" } };
    script = wellBut({ plan: speech("Fine"), answer });
    const end = await chat(["say fine"]);
    expect(end.stdout).toMatch(
      /^I read\nThe language model could not write the answer.*overloaded.*These are the results\..*Read aloud \(by /s,
    );
  });

  it("shows the rest of an answer whose stream broke off", async () => {
    const answer = ({ stream }: ChatCall) =>
      stream ? { text: "I read", streamError: "overloaded" } : "I read it aloud.";
    script = wellBut({ plan: speech("Fine"), answer });
    expect((await chat(["say fine"])).stdout).toMatch(/^I read it aloud\.\n/);
  });

  it("works without a language model too", async () => {
    const input = "Summarize the note\nread it aloud\n";
    const args = ["chat", "--quiet", "--file", "note.txt"];
    const end = await runCli("hugginggpt", args, { home: home.path, input });
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/A short note\..*0-text-to-speech\.wav/s);
  });

  it.skipIf(process.platform === "win32")(
    "cancels the request that runs by Ctrl-C, and goes on",
    async () => {
      script = (call) =>
        call.user.includes("slow")
          ? new Promise<never>(() => undefined)
          : wellBut({ plan: speech("Fine") })(call);
      const running = startCli("hugginggpt", ["chat", "--verbose"], {
        home: home.path,
        env: env(),
        input: "something slow\nsomething quick\n",
      });
      running.whenPrinted(/Controller:/, () => running.kill("SIGINT"));
      const end = await running.ended;
      expect(end.code).toBe(0);
      expect(end.stderr).toContain("Cancelled.");
      expect(end.stdout).toContain("0-text-to-speech.wav");
    },
  );
});
