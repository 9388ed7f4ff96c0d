import { afterAll, describe, expect, it } from "vitest";
import { startSandbox } from "./index.js";

describe("the sandbox", async () => {
  const sandbox = await startSandbox();
  afterAll(() => sandbox.close());

  it("says that everything is simulated and gives the variables for both kinds of shell", () => {
    expect(sandbox.banner).toContain("SIMULATED");
    for (const [name, value] of Object.entries(sandbox.environment)) {
      expect(sandbox.banner).toContain(`export ${name}=${value}`);
      expect(sandbox.banner).toContain(`$env:${name} = "${value}"`);
    }
  });

  it("runs every model that its Hub says is live", async () => {
    const { HF_ENDPOINT, HF_INFERENCE_ENDPOINT, HF_TOKEN } = sandbox.environment;
    const partners = await (await fetch(`${HF_ENDPOINT}/api/partners/fal-ai/models?status=live`)).json();
    const videos: Record<string, { providerId: string }> = Object(partners)["text-to-video"];
    const [{ providerId } = { providerId: "" }] = Object.values(videos);
    const response = await fetch(`${HF_INFERENCE_ENDPOINT}/fal-ai/${providerId}?_subdomain=queue`, {
      method: "POST",
      body: JSON.stringify({ prompt: "a walk" }),
      headers: { authorization: `Bearer ${HF_TOKEN}` },
    });
    expect(await response.json()).toMatchObject({ status: "IN_QUEUE" });
  });
});
