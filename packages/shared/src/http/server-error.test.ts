import { describe, expect, it } from "vitest";
import { errorInBody } from "./server-error.js";
import { bodyFault, statusFault } from "./status-fault.js";

const asked = { purpose: "ask it", url: new URL("https://llm.test/v1"), secrets: [] };

function refused(status: number, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return statusFault({ ...asked, status, body: text, headers: new Headers(), now: 0 });
}

describe("statusFault", () => {
  it.each<[string, unknown]>([
    ["OpenAI", { error: { message: "Bad thing", type: "invalid_request_error" } }],
    ["a text in error", { error: "Bad thing" }],
    ["vLLM", { object: "error", message: "Bad thing", type: "BadRequestError", code: 400 }],
    ["a message alone", { code: 20024, message: "Bad thing", data: null }],
    ["a detail", { detail: "Bad thing" }],
    ["FastAPI's list", { detail: [{ type: "extra_forbidden", msg: "Bad thing" }] }],
    ["Google's list", [{ error: { code: 400, message: "Bad thing", status: "INVALID_ARGUMENT" } }]],
    ["a list of errors", { errors: [{ message: "Bad thing" }] }],
    ["an error in an error", { error: { error: { message: "Bad thing" } } }],
    ["problem+json", { title: "Bad thing", status: 400 }],
    ["a text", "Bad thing"],
  ])("shows the server's words in the form of %s", (_, body) => {
    expect(refused(400, body).message).toBe('Could not ask it: llm.test answered 400 "Bad thing"');
  });

  it("says where FastAPI found it, and what stands behind a gateway's word", () => {
    const detail = [{ loc: ["body", "response_format"], msg: "Extra inputs are not permitted" }];
    expect(refused(422, { detail }).message).toContain("body.response_format: Extra inputs");
    expect(refused(422, { detail }).about).toContain("schema");
    const error = { message: "Provider returned error", metadata: { raw: "upstream is down" } };
    expect(refused(502, { error }).message).toContain("Provider returned error: upstream is down");
  });

  it("shows nothing of a page", () => {
    expect(refused(502, "<html>Bad Gateway</html>").message).toBe("Could not ask it: llm.test answered 502");
  });

  it.each<[string, number, unknown, string]>([
    [
      "a wrong key at Google",
      400,
      [{ error: { code: 400, message: "API key not valid." } }],
      "CREDENTIALS_REJECTED",
    ],
    ["a wrong key in a detail", 401, { detail: "Invalid or missing API key" }, "CREDENTIALS_REJECTED"],
    [
      "a used-up quota",
      429,
      { error: { message: "You exceeded it", code: "insufficient_quota" } },
      "CREDITS_EXHAUSTED",
    ],
    [
      "a used-up key",
      403,
      { error: { message: "Key limit exceeded (total limit)", code: 403 } },
      "CREDITS_EXHAUSTED",
    ],
    ["no balance", 400, { error: { message: "Insufficient Balance" } }, "CREDITS_EXHAUSTED"],
    [
      "moderation",
      403,
      { error: { message: "Your input was flagged", code: 403, metadata: { reasons: ["x"] } } },
      "FILTERED",
    ],
    [
      "Azure's filter",
      400,
      { error: { message: "The response was filtered", code: "content_filter" } },
      "FILTERED",
    ],
    [
      "fal's checker",
      422,
      { detail: [{ msg: "flagged by a content checker", type: "content_policy_violation" }] },
      "FILTERED",
    ],
    ["too many requests", 429, { error: { message: "Rate limit reached" } }, "RATE_LIMITED"],
  ])("names %s by its code", (_, status, body, code) => {
    const fault = refused(status, body);
    expect(fault.code).toBe(code);
    expect(fault.retryable).toBe(code === "RATE_LIMITED");
  });
});

describe("bodyFault", () => {
  it.each<[unknown, string, number | undefined]>([
    [{ error: { message: "limited upstream", code: 429 } }, "RATE_LIMITED", 429],
    [{ error: { message: "Insufficient credits", code: 402 } }, "CREDITS_EXHAUSTED", 402],
    [{ error: { message: "no", code: "401" } }, "CREDENTIALS_REJECTED", 401],
    [{ object: "error", message: "gone", code: 404 }, "NOT_FOUND", 404],
    [{ choices: [{ error: { code: 502, message: "none found" } }] }, "SERVER_ERROR", 502],
    [{ error: "model is loading" }, "SERVER_ERROR", undefined],
  ])("takes the status of an error inside a good answer: %j", (json, code, status) => {
    const error = errorInBody(json);
    expect(error && bodyFault(error, asked)).toMatchObject({ code, status });
  });

  it.each([
    { error: null, choices: [] },
    { error: "", object: "chat.completion" },
    { error: {}, errors: [] },
    { message: "hello" },
    [],
    "error",
    null,
  ])("finds no error in %j", (json) => {
    expect(errorInBody(json)).toBeNull();
  });
});
