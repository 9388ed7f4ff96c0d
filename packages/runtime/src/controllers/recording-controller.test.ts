import { type ChatRequest, type Controller, Fault, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { promptHash, recordingController } from "./recording-controller.js";

const question = (content: string): ChatRequest => ({ messages: [{ role: "user", content }] });
const reply = (text: string) => ({ text, promptTokens: 3, completionTokens: 2 });

function recording(chat: (request: ChatRequest) => Promise<ReturnType<typeof reply>>) {
  const events: RunEvent[] = [];
  const order: string[] = [];
  const inner: Controller = {
    name: "test:model",
    sees: true,
    chat: (request) => {
      order.push("asked");
      return chat(request);
    },
  };
  const controller = recordingController(inner, {
    emit: (event) => {
      events.push(event);
      order.push(event.type);
    },
    flush: async () => {
      order.push("flushed");
    },
  });
  return { controller, events, order };
}

describe("recordingController", () => {
  it("writes a question down for good before it is asked, and the answer after", async () => {
    const { controller, events, order } = recording(async () => reply("yes"));
    expect(await controller.chat(question("well?"))).toEqual(reply("yes"));
    const prompt = promptHash(question("well?"));
    expect(order).toEqual(["controller-called", "flushed", "asked", "controller-answered"]);
    expect(events).toEqual([
      { type: "controller-called", prompt },
      { type: "controller-answered", prompt, ...reply("yes") },
    ]);
    expect(JSON.stringify(events)).not.toContain("well?");
    expect([controller.name, controller.sees]).toEqual(["test:model", true]);
  });

  it("writes down why there was no answer, but not that it was cancelled", async () => {
    const { controller, events } = recording(async () => {
      throw new Fault("RATE_LIMITED", "slow down");
    });
    await expect(controller.chat(question("a"))).rejects.toThrow("slow down");
    expect(events.at(-1)).toMatchObject({ type: "controller-failed", fault: { code: "RATE_LIMITED" } });
    const abort = new AbortController();
    abort.abort();
    await expect(controller.chat(question("b"), abort.signal)).rejects.toThrow();
    expect(events.at(-1)).toMatchObject({ type: "controller-called" });
  });
});
