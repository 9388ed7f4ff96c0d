import { Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { ScriptedController } from "../testing/scripted-controller.js";
import { MeteredController } from "./metered-controller.js";

describe("MeteredController", () => {
  it("adds up calls, failed ones too, and tokens", async () => {
    const metered = new MeteredController(new ScriptedController("a", new Fault("TIMEOUT", "late"), "b"));
    await metered.chat({ messages: [] });
    await expect(metered.chat({ messages: [] })).rejects.toThrow("late");
    await metered.chat({ messages: [] });
    expect(metered.usage).toEqual({ llmCalls: 3, promptTokens: 20, completionTokens: 10 });
    expect(metered.name).toBe("openai:scripted");
  });
});
