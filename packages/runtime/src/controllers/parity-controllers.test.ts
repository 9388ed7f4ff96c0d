import { readSettings } from "@hugginggpt/shared";
import { scriptedHttp } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createController } from "./create-controller.js";

/** What HuggingGPT's language-model layer did wrong; numbers as in docs/parity.md. */
async function bodySent(spec: string, env: Record<string, string>): Promise<Record<string, unknown>> {
  const bodies: Record<string, unknown>[] = [];
  const answer = { choices: [{ message: { content: "hi" }, finish_reason: "stop" }] };
  const http = scriptedHttp(async (input, init) => {
    bodies.push(JSON.parse(await new Request(input, init).text()));
    return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
  });
  const controller = await createController(spec, { settings: readSettings(env), http });
  await controller?.chat({
    messages: [{ role: "user", content: "x" }],
    schema: { name: "plan", schema: { type: "object" } },
  });
  const [body] = bodies;
  if (!body) throw new Error("nothing was sent");
  return body;
}

describe("controllers, against HuggingGPT's defects", () => {
  it("D45: takes any model's name as it is, and sends no logit_bias", async () => {
    const names = fc.oneof(
      fc.constantFrom("gpt-4o", "claude-sonnet", "qwen3:8b", "org/model-7B:groq", "text-davinci-003"),
      fc.stringMatching(/^[\w./:@+-]{1,60}$/),
    );
    await fc.assert(
      fc.asyncProperty(names, async (model) => {
        const body = await bodySent(`openai:${model}`, { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
        expect(body.model).toBe(model);
        expect(Object.keys(body).sort()).toEqual(["messages", "model", "response_format"]);
      }),
      { numRuns: 50 },
    );
  });

  it("D54: takes a key of any form, without a prefix or a length of its own", async () => {
    for (const key of ["sk-proj-x", "k", "gsk_abc", "x".repeat(300)]) {
      expect((await bodySent("openai:m", { OPENAI_API_KEY: key })).model).toBe("m");
      expect((await bodySent("hf:org/m", { HF_TOKEN: key })).model).toBe("org/m");
    }
  });
});
