import { Fault } from "@hugginggpt/shared";
import { faultOf, scriptedHttp } from "@hugginggpt/testing";
import { describe, expect, it } from "vitest";
import { OpenAiController } from "./openai-controller.js";

interface Call {
  readonly url: string;
  readonly body: Record<string, unknown>;
  readonly authorization: string | null;
}

/** A fetch that gives scripted answers in order and keeps the calls; an unscripted call is an error. */
function scripted(...answers: (Response | Error)[]): { fetch: typeof fetch; calls: Call[] } {
  const calls: Call[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { headers, url } = request;
    calls.push({ url, body: JSON.parse(await request.text()), authorization: headers.get("authorization") });
    const answer = answers.shift() ?? new Error(`unscripted call ${calls.length}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { fetch, calls };
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });
}

function completion(content: unknown, extra: object = {}): Response {
  const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", ...extra }];
  return json({ choices, usage: { prompt_tokens: 7, completion_tokens: 3 } });
}

function stream(...events: unknown[]): Response {
  const lines = events.map(
    (event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`,
  );
  return new Response(lines.join(""), { headers: { "content-type": "text/event-stream" } });
}

const piece = (content: string, finish: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

function controller(fetch: typeof globalThis.fetch, baseUrl = "http://127.0.0.1:9/v1"): OpenAiController {
  const http = scriptedHttp(fetch, { secrets: ["sk-very-secret"] });
  const apiKey = "sk-very-secret";
  return new OpenAiController({ kind: "openai", model: "m", baseUrl, apiKey, http, tries: 1 });
}

const messages = [{ role: "user", content: "hi" }] as const;
const schema = { name: "plan", schema: { type: "object" } };

describe("OpenAiController", () => {
  it("returns text and token counts of a chat completion", async () => {
    const { fetch, calls } = scripted(completion("hello"));
    await expect(controller(fetch).chat({ messages })).resolves.toEqual({
      text: "hello",
      promptTokens: 7,
      completionTokens: 3,
    });
    expect(calls[0]).toMatchObject({
      url: "http://127.0.0.1:9/v1/chat/completions",
      authorization: "Bearer sk-very-secret",
      body: { model: "m", messages },
    });
    expect(calls[0]?.body).not.toHaveProperty("stream");
  });

  it("sends pictures with the words of a user's message", async () => {
    const { fetch, calls } = scripted(completion("a cat"));
    const asked = { role: "user", content: "What is it?", pictures: ["data:image/png;base64,AA=="] } as const;
    await controller(fetch).chat({ messages: [asked] });
    expect(calls[0]?.body.messages).toEqual([
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
          { type: "text", text: "What is it?" },
        ],
      },
    ]);
  });

  it("counts 0 tokens where the server gives no usage, and joins content that comes in parts", async () => {
    const { fetch } = scripted(
      json({ choices: [{ message: { content: [{ type: "text", text: "a" }, { text: "b" }] } }] }),
    );
    await expect(controller(fetch).chat({ messages })).resolves.toEqual({
      text: "ab",
      promptTokens: 0,
      completionTokens: 0,
    });
  });

  it("asks for strict structured output, and without it after a refusal, for good", async () => {
    const refusal = json({ error: { message: "response_format json_schema is not supported" } }, 400);
    const { fetch, calls } = scripted(refusal, completion("{}"), completion("{}"));
    const asked = controller(fetch);
    await asked.chat({ messages, schema });
    await asked.chat({ messages, schema });
    expect(calls.map(({ body }) => "response_format" in body)).toEqual([true, false, false]);
    expect(calls[0]?.body.response_format).toEqual({
      type: "json_schema",
      json_schema: { ...schema, strict: true },
    });
  });

  it("asks once more without what is optional after a refusal that names nothing of it, and then says so", async () => {
    const refusal = () => json({ error: { message: "The requested model 'm' is not supported" } }, 400);
    const { fetch, calls } = scripted(refusal(), refusal());
    expect(await faultOf(controller(fetch).chat({ messages, schema }))).toMatchObject({
      code: "BAD_REQUEST",
      status: 400,
    });
    expect(calls.map(({ body }) => "response_format" in body)).toEqual([true, false]);
  });

  it("uses the token limit's name that the server knows", async () => {
    const own = scripted(completion("a"));
    await controller(own.fetch).chat({ messages, maxTokens: 5 });
    expect(own.calls[0]?.body).toMatchObject({ max_tokens: 5 });
    const theirs = scripted(completion("a"));
    await controller(theirs.fetch, "https://api.openai.com/v1").chat({ messages, maxTokens: 5 });
    expect(theirs.calls[0]?.body).toMatchObject({ max_completion_tokens: 5 });
  });

  it.each([
    [
      "HTML with status 200",
      new Response("<html>Login</html>", { headers: { "content-type": "text/html" } }),
    ],
    ["plain text with status 200", new Response("OK")],
    ["no choices", json({ choices: [] })],
    ["an empty body", new Response("")],
    ["empty content", completion("")],
    ["null content", completion(null)],
    ["reasoning without an answer", completion("<think>hm")],
    ["a refusal", completion(null, { message: { content: null, refusal: "I cannot." } })],
    ["an answer cut at the length limit", completion('{"tasks', { finish_reason: "length" })],
    ["an answer that a filter withheld", completion("", { finish_reason: "content_filter" })],
  ])("fails as CONTROLLER_FAILED for %s", async (_, response) => {
    const fault = await faultOf(controller(scripted(response).fetch).chat({ messages }));
    expect(fault.code).toBe("CONTROLLER_FAILED");
    expect(fault.next).toBeTruthy();
  });

  it("takes an error with status 200 for what it is", async () => {
    const loading = json({ error: "model is loading" });
    expect(await faultOf(controller(scripted(loading).fetch).chat({ messages }))).toMatchObject({
      code: "SERVER_ERROR",
      message: expect.stringContaining("model is loading"),
    });
  });

  it.each([
    [401, "CREDENTIALS_REJECTED"],
    [402, "CREDITS_EXHAUSTED"],
    [404, "NOT_FOUND"],
    [429, "RATE_LIMITED"],
    [503, "SERVER_ERROR"],
  ])("maps status %i to %s without showing the key", async (status, code) => {
    const { fetch } = scripted(json({ error: { message: "bad key sk-very-secret" } }, status));
    const fault = await faultOf(controller(fetch).chat({ messages }));
    expect(fault.code).toBe(code);
    expect(fault.message).not.toContain("sk-very-secret");
  });

  it("maps a failed connection to NETWORK, a deadline to TIMEOUT and keeps a fault of the fetch", async () => {
    const refused = new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
    expect((await faultOf(controller(scripted(refused).fetch).chat({ messages }))).code).toBe("NETWORK");
    const http = scriptedHttp(
      (_, init) =>
        new Promise((_resolve, reject) =>
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
        ),
    );
    const options = { kind: "openai", model: "m", baseUrl: "http://127.0.0.1:9/v1", apiKey: null, http };
    const late = new OpenAiController({ ...options, deadlineMs: 1, tries: 1 });
    expect((await faultOf(late.chat({ messages }))).code).toBe("TIMEOUT");
    const blocked = new Fault("EGRESS_BLOCKED", "redirects to a forbidden address");
    expect(await faultOf(controller(scripted(blocked).fetch).chat({ messages }))).toBe(blocked);
  });

  it("throws the signal's reason when aborted", async () => {
    const abort = new AbortController();
    const reason = new Fault("CANCELLED", "interrupted");
    abort.abort(reason);
    const { fetch } = scripted(completion("late"));
    await expect(controller(fetch).chat({ messages }, abort.signal)).rejects.toBe(reason);
  });

  it("removes the reasoning of reasoning models", async () => {
    const { fetch } = scripted(
      completion('<think>so {"a": 1}?</think>\n{"tasks":[]}'),
      completion("hm</think>yes"),
    );
    expect((await controller(fetch).chat({ messages })).text).toBe('{"tasks":[]}');
    expect((await controller(fetch).chat({ messages })).text).toBe("yes");
  });
});

describe("OpenAiController, streaming", () => {
  const usage = { choices: [], usage: { prompt_tokens: 4, completion_tokens: 2 } };

  it("gives the pieces as they come and the whole in the end, with usage", async () => {
    const { fetch, calls } = scripted(stream(piece("Hel"), piece("lo", "stop"), usage, "[DONE]"));
    const pieces: string[] = [];
    const reply = await controller(fetch).chat({ messages, onText: (text) => pieces.push(text) });
    expect(reply).toEqual({ text: "Hello", promptTokens: 4, completionTokens: 2 });
    expect(pieces).toEqual(["Hel", "lo"]);
    expect(calls[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it("keeps reasoning out of the pieces, even when its tags are cut in two", async () => {
    const { fetch } = scripted(
      stream(piece("<th"), piece("ink>a</thi"), piece("nk>\nb"), piece("c", "stop"), "[DONE]"),
    );
    const pieces: string[] = [];
    const reply = await controller(fetch).chat({ messages, onText: (text) => pieces.push(text) });
    expect(reply.text).toBe("bc");
    expect(pieces.join("")).toBe("bc");
  });

  it("takes a plain completion from a server that does not stream", async () => {
    const { fetch } = scripted(completion("whole"));
    await expect(controller(fetch).chat({ messages, onText: () => undefined })).resolves.toMatchObject({
      text: "whole",
    });
  });

  it("asks without what a server refuses, one after the other", async () => {
    const { fetch, calls } = scripted(
      json({ error: { message: "unknown field stream_options" } }, 400),
      json({ error: { message: "streaming is not supported" } }, 422),
      completion("plain"),
    );
    await controller(fetch).chat({ messages, onText: () => undefined });
    expect(calls.map(({ body }) => [body.stream, "stream_options" in body])).toEqual([
      [true, true],
      [true, false],
      [undefined, false],
    ]);
  });

  it.each<[string, () => Response]>([
    ["an event that is no JSON", () => stream(piece("Hel"), "{broken")],
    ["a stream that just ends", () => stream(piece("Hel"))],
    ["a stream cut at the length limit", () => stream(piece("Hel", "length"), "[DONE]")],
    ["a stream without text", () => stream(piece("", "stop"), "[DONE]")],
  ])("fails as CONTROLLER_FAILED for %s, also where it is not asked to stream", async (_, answer) => {
    const { fetch } = scripted(answer(), answer());
    const fault = await faultOf(controller(fetch).chat({ messages, onText: () => undefined }));
    expect(fault.code).toBe("CONTROLLER_FAILED");
  });

  it("throws the signal's reason when aborted between two pieces", async () => {
    const abort = new AbortController();
    const reason = new Fault("CANCELLED", "interrupted");
    const { fetch } = scripted(stream(piece("a"), piece("b"), piece("c", "stop"), "[DONE]"));
    const chat = controller(fetch).chat({ messages, onText: () => abort.abort(reason) }, abort.signal);
    await expect(chat).rejects.toBe(reason);
  });
});
