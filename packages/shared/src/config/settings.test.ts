import { describe, expect, it } from "vitest";
import { readSettings, secretsOf } from "./settings.js";

describe("readSettings", () => {
  it("fills in the public addresses and no credentials", () => {
    const settings = readSettings({});
    expect(settings.hfEndpoint).toBe("https://huggingface.co");
    expect(settings.hfInferenceEndpoint).toBe("https://router.huggingface.co");
    expect(secretsOf(settings)).toEqual([]);
  });

  it("takes addresses without their trailing slash and empty variables as absent", () => {
    const settings = readSettings({ HF_ENDPOINT: "http://127.0.0.1:1/", HF_TOKEN: "  " });
    expect(settings.hfEndpoint).toBe("http://127.0.0.1:1");
    expect(settings.hfToken).toBeNull();
  });

  it("refuses an address that is none", () => {
    expect(() => readSettings({ OPENAI_BASE_URL: "localhost" })).toThrowError(/OPENAI_BASE_URL/);
  });
});
