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

  it("takes Azure's address with or without what its portal adds", () => {
    for (const end of ["", "/", "/openai", "/openai/v1/"]) {
      const settings = readSettings({ AZURE_OPENAI_ENDPOINT: `https://x.openai.azure.com${end}` });
      expect(settings.azureEndpoint).toBe("https://x.openai.azure.com");
    }
    expect(secretsOf(readSettings({ AZURE_OPENAI_API_KEY: "azure-key" }))).toEqual(["azure-key"]);
  });

  it.each([
    [undefined, "http://localhost:11434"],
    ["0.0.0.0", "http://127.0.0.1:11434"],
    ["box:8080", "http://box:8080"],
    [":9000", "http://localhost:9000"],
    ["https://ollama.example/", "https://ollama.example"],
  ])("takes Ollama's host %s as %s", (host, url) => {
    expect(readSettings({ OLLAMA_HOST: host }).ollamaUrl).toBe(url);
  });
});
