import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { faultOf } from "../testing/fault-of.js";
import { scriptedHttp } from "../testing/scripted-transport.js";
import { OpenAiServer, type OpenAiServerOptions } from "./openai-server.js";

interface Call {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}
type Reply = (body: Readonly<Record<string, unknown>>) => Response;

/** A server that answers by what it is asked, and the calls to it. */
function server(reply: Reply, options: Partial<OpenAiServerOptions> = {}) {
  const calls: Call[] = [];
  const http = scriptedHttp(async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const body = text === "" ? {} : JSON.parse(text);
    calls.push({ url: request.url, body });
    return reply(body);
  });
  const base = { baseUrl: "http://llm.test/v1", apiKey: null, http, graceMs: 0 };
  return { llm: new OpenAiServer({ ...base, ...options }), calls };
}

const json = (value: unknown, status = 200) => Response.json(value, { status });
const whole = (content: unknown, message: object = {}, choice: object = {}) =>
  json({ choices: [{ index: 0, finish_reason: "stop", message: { content, ...message }, ...choice }] });
const delta = (change: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: change, finish_reason: finish }] })}\n\n`;
const DONE = "data: [DONE]\n\n";
const events = (...pieces: string[]) =>
  new Response(pieces.join(""), { headers: { "content-type": "text/event-stream" } });
/** A stream that stays open once these pieces have come. */
const held = (...pieces: string[]) =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      },
    }),
    { headers: { "content-type": "text/event-stream" } },
  );

const messages = [
  { role: "system", content: "Plan." },
  { role: "user", content: "hi" },
] as const;
const schema = { name: "plan", schema: { type: "object" } };
const OPTIONS = ["response_format", "stream", "stream_options", "max_tokens", "max_completion_tokens"];

/** Asks for an answer with everything that is optional. */
async function ask(llm: OpenAiServer) {
  const shown: string[] = [];
  const question = { messages, schema, onText: (piece: string) => shown.push(piece) };
  const answer = await llm.chat("m", question, "ask m");
  return { ...answer, shown: shown.join("") };
}

const sent = ({ body }: Call) => OPTIONS.filter((option) => option in body);

describe("a refusal", () => {
  const refusing =
    (isRefused: (body: Readonly<Record<string, unknown>>) => boolean, status: number, said: unknown): Reply =>
    (body) =>
      isRefused(body)
        ? json(said, status)
        : body.stream
          ? events(delta({ content: "a" }, "stop"), DONE)
          : whole("a");

  it.each<[string, number, unknown]>([
    ["in words that nobody knows", 400, { error: { message: "xgrammar says no" } }],
    ["with 404", 404, { error: { message: "No endpoints found that can handle it" } }],
    ["with 405", 405, { status: "failure", message: "no such format" }],
    ["with 422", 422, { detail: [{ loc: ["body"], msg: "Extra inputs are not permitted" }] }],
    ["with 500", 500, { error: { code: 500, message: "failed to parse it" } }],
    ["with 501 and no words", 501, ""],
  ])("of a schema %s is followed by the request without it, and is remembered", async (_, status, said) => {
    const { llm, calls } = server(
      refusing((body) => "response_format" in body, status, said),
      { tries: 1 },
    );
    expect((await ask(llm)).text).toBe("a");
    expect((await ask(llm)).text).toBe("a");
    expect(calls.map((call) => sent(call).includes("response_format"))).toEqual([true, false, false]);
    // What was left out with it gets another chance.
    expect(calls.at(-1)?.body.stream).toBe(true);
  });

  it.each<[string, string, string]>([
    ["stream_options", "stream_options", "Unknown field: stream_options"],
    ["streams", "stream", "streaming is not available"],
    ["a schema", "response_format", "JSON mode is not enabled"],
  ])("that names %s leaves that out alone", async (_, option, message) => {
    const { llm, calls } = server(
      refusing((body) => option in body, 400, { object: "error", message, code: 400 }),
    );
    await ask(llm);
    await ask(llm);
    expect(calls).toHaveLength(3);
    expect(sent(calls[1] ?? { url: "", body: {} })).not.toContain(option);
  });

  it.each([
    "System role not supported",
    "Error rendering prompt with jinja template: Only user and assistant roles are supported!",
  ])("of a system message puts its words before the user's: %s", async (message) => {
    const hasSystem: Parameters<typeof refusing>[0] = ({ messages: said }) =>
      Array.isArray(said) && said.some(({ role }) => role === "system");
    const { llm, calls } = server(refusing(hasSystem, 400, { message }));
    expect((await ask(llm)).text).toBe("a");
    expect(calls.at(-1)?.body.messages).toEqual([{ role: "user", content: "Plan.\n\nhi" }]);
  });

  it("of one name of the limit is followed by the other", async () => {
    const said = {
      error: { message: "'max_tokens' is not supported. Use 'max_completion_tokens' instead." },
    };
    const { llm, calls } = server(refusing((body) => "max_tokens" in body, 400, said));
    await llm.chat("m", { messages, maxTokens: 9 }, "ask m");
    expect(calls.map(sent)).toEqual([["max_tokens"], ["max_completion_tokens"]]);
  });

  it("that names nothing is traced to what it is about in as many requests as there are options", async () => {
    const { llm, calls } = server(refusing((body) => body.stream === true, 400, { message: "No." }));
    for (let i = 0; i < 6; i++) await ask(llm);
    expect(sent(calls.at(-1) ?? { url: "", body: {} })).toEqual([]);
    expect(calls).toHaveLength(10);
  });

  it.each([401, 402, 403, 429])("with %i is final", async (status) => {
    const { llm, calls } = server(() => json({ message: "no" }, status), { tries: 1 });
    await faultOf(ask(llm));
    expect(calls).toHaveLength(1);
  });
});

describe("an error inside a good answer", () => {
  const limited = { error: { message: "limited upstream", code: 429 } };

  it.each<[string, Reply]>([
    ["in the body", () => json(limited)],
    ["in an event", () => events(`data: ${JSON.stringify(limited)}\n\n`)],
    [
      "in an event with an empty choice",
      () => events(`data: ${JSON.stringify({ ...limited, choices: [{ delta: {} }] })}\n\n`),
    ],
    ["in a choice", () => json({ choices: [{ ...limited, message: { content: "" } }] })],
  ])("has its status and is tried again: %s", async (_, reply) => {
    const { llm, calls } = server(reply, { tries: 2 });
    expect(await faultOf(ask(llm))).toMatchObject({ code: "RATE_LIMITED", status: 429 });
    expect(calls).toHaveLength(2);
  });

  it("is followed by the same request without streaming once something was shown, this time only", async () => {
    const broken = () => events(delta({ content: "a" }), `data: ${JSON.stringify(limited)}\n\n`);
    const { llm, calls } = server(({ stream }) => (stream ? broken() : whole("abc")));
    expect(await ask(llm)).toMatchObject({ text: "abc", shown: "abc" });
    await ask(llm);
    expect(calls.map(({ body }) => body.stream)).toEqual([true, undefined, true, undefined]);
  });
});

describe("a stream", () => {
  const hello = [delta({ content: "Hel" }), delta({ content: "lo" }), delta({}, "stop")];

  it.each<[string, () => Response]>([
    [
      "with events that keep it alive",
      () => events("data: : keepalive\n\n", ": note\n\n", "data:\n\n", ...hello, DONE),
    ],
    ["with CRLF", () => events(...[...hello, DONE].map((event) => event.replaceAll("\n", "\r\n")))],
    [
      "under application/json",
      () => new Response(hello.join(""), { headers: { "content-type": "application/json" } }),
    ],
    ["under text/plain", () => new Response(hello.join(""), { headers: { "content-type": "text/plain" } })],
    ["without a content type", () => new Response(new TextEncoder().encode(hello.join("")))],
    ["without [DONE]", () => events(...hello)],
    ["without a finish reason", () => events(...hello.slice(0, 2), DONE)],
    ["that is held open after its end", () => held(...hello)],
    ["that is held open after [DONE]", () => held(...hello.slice(0, 2), DONE)],
    [
      "that is held open after its usage",
      () => held(...hello, 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\n'),
    ],
    ["that did not come as one", () => whole("Hello")],
    ["that begins with blank lines", () => new Response(` \n\n${hello.join("")}`)],
  ])("%s is read at the first try", async (_, reply) => {
    const { llm, calls } = server(reply);
    expect((await ask(llm)).text).toBe("Hello");
    expect(calls).toHaveLength(1);
  });

  it.each<[string, () => Response]>([
    ["just ends", () => events(...hello.slice(0, 2))],
    ["holds an event that is no JSON", () => events(hello[0] ?? "", "data: {broken\n\n")],
    ["is a page", () => new Response("<html>busy</html>")],
  ])("that %s is asked for without streaming, then and later", async (_, broken) => {
    const { llm, calls } = server(({ stream }) => (stream ? broken() : whole("Hello")), { tries: 1 });
    expect((await ask(llm)).text).toBe("Hello");
    expect((await ask(llm)).text).toBe("Hello");
    expect(calls.map(({ body }) => body.stream)).toEqual([true, undefined, undefined]);
  });
});

describe("an answer", () => {
  it.each<[string, () => Response]>([
    [
      "in a function's arguments",
      () => whole(null, { tool_calls: [{ function: { name: "f", arguments: "yes" } }] }),
    ],
    [
      "in the arguments of the older form",
      () => whole("", { function_call: { name: "f", arguments: "yes" } }),
    ],
    [
      "in arguments that stream",
      () =>
        events(
          delta({ tool_calls: [{ index: 0, function: { name: "f", arguments: "y" } }] }),
          delta({ tool_calls: [{ index: 0, function: { arguments: "es" } }] }, "tool_calls"),
        ),
    ],
    [
      "in parts beside thinking",
      () =>
        whole([
          { type: "thinking", thinking: [{ text: "no" }] },
          { type: "text", text: "yes" },
        ]),
    ],
    ["beside reasoning", () => whole("yes", { reasoning: "no", reasoning_content: "no" })],
    [
      "beside reasoning that streams",
      () => events(delta({ reasoning_content: "no", content: null }), delta({ content: "yes" }, "stop")),
    ],
    ["after thinking", () => whole("[THINK]no[/THINK]yes")],
  ])("%s is the text", async (_, reply) => {
    expect((await ask(server(reply).llm)).text).toBe("yes");
  });

  it("of reasoning alone has no text", async () => {
    expect((await ask(server(() => whole(null, { reasoning_content: "yes" })).llm)).text).toBe("");
  });

  it("shows no thinking, nor what was opened in the prompt once the model is known to do so", async () => {
    const { llm } = server(() =>
      events(delta({ content: "hm</th" }), delta({ content: "ink>yes" }, "stop"), DONE),
    );
    expect((await ask(llm)).text).toBe("yes");
    expect(await ask(llm)).toMatchObject({ text: "yes", shown: "yes" });
  });
});

describe("a signal", () => {
  it("that is used for many requests, good and bad, is left as it was", async () => {
    const { signal } = new AbortController();
    let n = 0;
    const { llm } = server(() => (n++ % 3 === 0 ? json({ error: "no" }, 400) : whole("Yes.")));
    for (let turn = 0; turn < 12; turn++)
      await llm.chat("m", { messages }, "ask m", signal).catch(() => undefined);
    expect(n).toBeGreaterThan(12);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("a server's address", () => {
  it.each([
    ["http://llm.test/v1/", "http://llm.test/v1/chat/completions"],
    ["http://llm.test/v1/chat/completions", "http://llm.test/v1/chat/completions"],
    ["http://llm.test/v1?api-version=2024", "http://llm.test/v1/chat/completions?api-version=2024"],
  ])("%s is asked at %s", async (baseUrl, url) => {
    const { llm, calls } = server(() => whole("a"), { baseUrl });
    await ask(llm);
    expect(calls[0]?.url).toBe(url);
  });

  it("without /v1 is told so where the route is not known", async () => {
    const { llm } = server(() => json({ detail: "Not Found" }, 404), { baseUrl: "http://llm.test" });
    expect((await faultOf(ask(llm))).next).toContain("OPENAI_BASE_URL=http://llm.test/v1");
  });

  it.each(["sk-\u2026", "\u201csk-abc\u201d", "cl\u00e9-\u20ac"])(
    "is sent no key that no header can hold: %s",
    async (apiKey) => {
      const { llm, calls } = server(() => whole("a"), { apiKey });
      const fault = await faultOf(ask(llm));
      expect(fault.code).toBe("CONFIG_INVALID");
      expect(fault.message).not.toContain(apiKey);
      expect(calls).toEqual([]);
    },
  );
});
