import type { RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { textOf } from "./run-events.js";

describe("an event of a run's stream", () => {
  it("tells of a file what it is, and leaves its content to the artifact's address", () => {
    const bytes = new Uint8Array(300_000);
    const event: RunEvent = {
      type: "task-ended",
      task: 0,
      outcome: {
        status: "succeeded",
        model: "org/painter",
        endpoint: "provider:p",
        output: { text: "a cat", media: [{ kind: "image", bytes, mediaType: "image/png", name: "a.png" }] },
        artifacts: [],
        attempts: [],
      },
    };
    const text = textOf({ seq: 7, at: 1, event });
    expect(text.split("\n")[0]).toBe("id: 7");
    const { outcome } = JSON.parse(text.slice(text.indexOf("{")));
    expect(outcome.output).toEqual({
      text: "a cat",
      media: [{ kind: "image", mediaType: "image/png", name: "a.png" }],
    });
  });
});
