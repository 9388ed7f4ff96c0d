import { readSettings } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { createController } from "./create-controller.js";

const noNetwork = () => async (): Promise<Response> => {
  throw new Error("no call was expected");
};
const listing =
  (body: string, status = 200) =>
  () =>
  async () =>
    new Response(body, { status });

async function nameOf(
  spec: string | null,
  env: Record<string, string>,
  makeFetch: () => typeof fetch = noNetwork,
): Promise<string | null> {
  return (await createController(spec, readSettings(env), makeFetch))?.name ?? null;
}

describe("createController", () => {
  it("takes what is named", async () => {
    expect(await nameOf("offline", { OPENAI_API_KEY: "k" })).toBeNull();
    expect(await nameOf("openai:gpt-x", { OPENAI_API_KEY: "k" })).toBe("openai:gpt-x");
    expect(await nameOf("hf:org/model:groq", { HF_TOKEN: "t" })).toBe("hf:org/model:groq");
    expect(await nameOf(null, { HUGGINGGPT_CONTROLLER: "hf:org/m", HF_TOKEN: "t" })).toBe("hf:org/m");
  });
  it("takes the first that is configured", async () => {
    expect(await nameOf(null, { OPENAI_API_KEY: "k", HF_TOKEN: "t" })).toBe("openai:gpt-5-mini");
    expect(await nameOf(null, { HF_TOKEN: "t" })).toBe("hf:openai/gpt-oss-120b");
    expect(await nameOf(null, {})).toBeNull();
  });
  it("asks a server of one's own for its first model, without needing a key", async () => {
    const env = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };
    expect(await nameOf(null, env, listing('{"data":[{"id":"llama"},{"id":"other"}]}'))).toBe("openai:llama");
    expect(await nameOf(null, env, listing("<html>"))).toBe("openai:gpt-5-mini");
    expect(await nameOf(null, env, listing('{"data":[{"id":"llama"}]}', 500))).toBe("openai:gpt-5-mini");
    expect(await nameOf("openai:named", env)).toBe("openai:named");
  });
  it("says what to set where a named controller has no credentials", async () => {
    await expect(nameOf("openai:gpt-x", {})).rejects.toMatchObject({
      code: "CREDENTIALS_MISSING",
      next: expect.stringContaining("OPENAI_API_KEY"),
    });
    await expect(nameOf("hf:org/m", {})).rejects.toMatchObject({
      code: "CREDENTIALS_MISSING",
      next: expect.stringContaining("HF_TOKEN"),
    });
  });
  it("refuses any other specification", async () => {
    for (const spec of ["gpt-4", "openai:", "azure:x", ""]) {
      await expect(nameOf(spec, { OPENAI_API_KEY: "k" })).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    }
  });
});
