import { type ChatRequest, type Controller, isFault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { promptHash } from "../controllers/recording-controller.js";
import { recordedController } from "./recorded-controller.js";

const question = (content: string): ChatRequest => ({ messages: [{ role: "user", content }] });
const reply = (text: string) => ({ text, promptTokens: 3, completionTokens: 2 });

describe("recordedController", () => {
  it("answers and fails as the record says, each reply once, and asks the other one for the rest", async () => {
    const asked: ChatRequest[] = [];
    const other: Controller = {
      name: "test:model",
      sees: true,
      chat: async (request) => {
        asked.push(request);
        return reply("new");
      },
    };
    const fault = { code: "NETWORK" as const, message: "gone" };
    const replies = new Map([[promptHash(question("a")), [{ fault }, reply("old")]]]);
    const controller = recordedController(other, replies);
    const error = await controller.chat(question("a")).catch((thrown: unknown) => thrown);
    expect(isFault(error, "NETWORK")).toBe(true);
    const pieces: string[] = [];
    const request = { ...question("a"), onText: (piece: string) => pieces.push(piece) };
    expect(await controller.chat(request)).toEqual(reply("old"));
    expect(pieces).toEqual(["old"]);
    expect(asked).toEqual([]);
    expect(await controller.chat(question("a"))).toEqual(reply("new"));
    expect(await controller.chat(question("other"))).toEqual(reply("new"));
    expect([controller.name, controller.sees]).toEqual(["test:model", true]);
  });
});
