import type { ChatRequest } from "@hugginggpt/shared";
import { statusFault } from "@hugginggpt/shared/http";
import { describe, expect, it } from "vitest";
import { ContextFit, estimateTokens } from "./context-fit.js";

const say = (bytes: number) => ({ messages: [{ role: "user", content: "x".repeat(bytes) }] as const });
const forms = [say(1500), say(300)] as const;
const request: ChatRequest = { ...say(3000), shorter: () => forms };
const refusal = (said: string, status = 400) =>
  statusFault({
    purpose: "ask m",
    url: new URL("https://llm.test/v1"),
    status,
    headers: new Headers(),
    body: JSON.stringify({ error: said }),
    secrets: [],
    now: 0,
  });

describe("ContextFit", () => {
  it("sends the whole request where nothing is known of the context", () => {
    expect(new ContextFit(null).longestFitting(request)).toBe(request);
  });

  it("sends the longest form that a configured context holds together with the answer", () => {
    expect(new ContextFit(2000).longestFitting(request).messages).toBe(request.messages);
    expect(new ContextFit(1000).longestFitting(request)).toBe(forms[0]);
    expect(new ContextFit(500).longestFitting(request)).toBe(forms[1]);
  });

  it("sends the shortest form where none fits: the request itself is never cut", () => {
    expect(new ContextFit(100).longestFitting(request)).toBe(forms[1]);
  });

  it.each([
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
    "the request exceeds the available context size, try increasing it",
    "`inputs` tokens + `max_new_tokens` must be <= 4096",
    "prompt is too long: 210000 tokens > 200000 maximum",
    "Please reduce the length of the messages",
  ])("learns from a refusal: %s", (message) => {
    const fit = new ContextFit(null);
    expect(fit.noteRefusal(refusal(message), request, request, "openai:m")).toBe(true);
    expect(fit.longestFitting(request)).toBe(forms[0]);
    expect(fit.longestFitting(say(3100))).toMatchObject(say(3100));
  });

  it("leaves other refusals alone", () => {
    const fit = new ContextFit(null);
    expect(fit.noteRefusal(refusal("'response_format' is not supported"), request, request, "m")).toBe(false);
    expect(fit.noteRefusal(refusal("context length", 500), request, request, "m")).toBe(false);
  });

  it("says that the request does not fit where the shortest form was refused", () => {
    const fit = new ContextFit(null);
    const [, last] = forms;
    expect(() => fit.noteRefusal(refusal("maximum context length"), last, request, "openai:m")).toThrow(
      expect.objectContaining({ code: "INPUT_TOO_LARGE" }),
    );
  });

  it("counts the schema and Chinese text as more than their characters", () => {
    const schema = { name: "s", schema: { enum: ["a".repeat(300)] } };
    expect(estimateTokens({ ...say(30), schema })).toBeGreaterThan(estimateTokens(say(300)));
    const chinese = { messages: [{ role: "user", content: "中".repeat(300) }] as const };
    expect(estimateTokens(chinese)).toBe(estimateTokens(say(900)));
  });
});
