import { describe, expect, it } from "vitest";
import { providerJob } from "../../testing/provider-jobs.js";
import { json, scriptedAccess } from "../../testing/scripted-http.js";
import { picture } from "../../testing/tiny-media.js";
import { ProvidersBackend } from "./providers-backend.js";

describe("requests to providers, against HuggingGPT's defects", () => {
  it("D25: a request carries nothing over from an earlier one that sent a picture", async () => {
    const labels = json([{ label: "cat", score: 1 }]);
    const { sent, ...access } = scriptedAccess(labels, json([[{ label: "POSITIVE", score: 1 }]]));
    const backend = new ProvidersBackend(access);
    const never = new AbortController().signal;
    await backend.run(providerJob("image-classification", { image: picture }), never);
    await backend.run(providerJob("text-classification", { text: "good" }), never);
    const [first, second] = sent.map(({ headers }) => Object.fromEntries(headers));
    expect(first?.["content-type"]).toBe("image/png");
    expect(second?.["content-type"]).toBe("application/json");
    expect(second?.["content-length"]).toBeUndefined();
    expect(Object.keys(second ?? {}).sort()).toEqual(Object.keys(first ?? {}).sort());
  });
});
