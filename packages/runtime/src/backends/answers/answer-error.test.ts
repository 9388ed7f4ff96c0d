import { describe, expect, it } from "vitest";
import { answerError } from "./answer-error.js";

describe("answerError", () => {
  it.each<[string, unknown]>([
    ["fal.ai", { images: [{ url: "https://a.test/black.png" }], has_nsfw_concepts: [true] }],
    ["two files of two", { images: [{}, {}], has_nsfw_concepts: [true, true] }],
    ["a mark of the whole", { output: ["https://a.test/x.png"], nsfw_content_detected: true }],
    ["a mark of the file", { images: [{ url: "https://a.test/x.png", nsfw: true }] }],
    ["Stability's artifacts", { artifacts: [{ base64: "AAAA", finishReason: "CONTENT_FILTERED" }] }],
    ["reasons in a list", { images: ["AAAA"], finish_reasons: ["CONTENT_FILTERED"] }],
    ["an error's words", { error: { message: "NSFW content detected", type: "invalid_request_error" } }],
    ["replicate", { status: "failed", error: "NSFW content detected. Try another prompt.", output: null }],
  ])("says that a filter kept it back by the mark of %s", (_, json) => {
    expect(answerError(json)?.code).toBe("FILTERED");
  });

  it.each<[string, unknown]>([
    ["no mark", { images: [{ url: "https://a.test/x.png" }] }],
    ["marks that say no", { images: [{ nsfw: false }], has_nsfw_concepts: [false] }],
    ["one good file of two", { images: [{}, {}], has_nsfw_concepts: [true, false] }],
    ["no file that could be marked", { has_nsfw_concepts: [] }],
    ["another finish", { choices: [{ finish_reason: "stop" }], finish_reason: "stop" }],
    ["labels of a classifier", [{ label: "nsfw", score: 0.9 }]],
    ["an empty error", { error: null, output: "x" }],
  ])("finds nothing wrong with %s", (_, json) => {
    expect(answerError(json)).toBeNull();
  });

  it("tells a model that is loading from arguments that are wrong", () => {
    expect(answerError({ error: "Model x is currently loading" })).toMatchObject({ retryable: true });
    expect(answerError({ error: "invalid prompt" })?.code).toBe("BAD_REQUEST");
    expect(answerError({ detail: "fine", output: "x" })).toBeNull();
  });
});
