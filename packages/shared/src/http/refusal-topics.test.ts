import { describe, expect, it } from "vitest";
import { refusalTopics } from "./refusal-topics.js";

describe("refusalTopics", () => {
  it.each([
    ["Input validation error: `inputs` tokens must be <= 4096", ["input"]],
    ["Please reduce the length of the messages", ["context-length"]],
    ["Model a/b is not supported by provider groq", ["not-served"]],
    ["Access to model a/b is restricted and you are not in the authorized list.", ["access"]],
    ["Unknown field: stream_options", ["input", "usage"]],
    ["max_completion_tokens is too large", ["input", "limit"]],
    ["streaming with response_format is not possible", ["schema", "stream"]],
    ["we are closed on Sundays", []],
    ["", []],
  ])("takes %j to be about %j", (said, topics) => {
    expect(refusalTopics(said)).toEqual(topics);
  });
});
