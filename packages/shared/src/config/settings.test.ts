import { describe, expect, it } from "vitest";
import { describeError } from "../errors/describe-error.js";
import { faultOf } from "../testing/fault-of.js";
import { shownDatabase } from "./database-url.js";
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
    "postgres://me:p%40ss@db.test:5433/registry",
    "postgresql:///registry?host=/run/postgresql&password=p%40ss",
  ])("knows the password in a database's address, and shows the address without it", (address) => {
    const settings = readSettings({ HUGGINGGPT_DATABASE_URL: address });
    expect(settings.databaseUrl).toBe(address);
    expect(secretsOf(settings)).toContain("p@ss");
    expect(shownDatabase(address)).toMatch(/^postgres(ql)?:\/\/(db\.test:5433)?\/registry$/);
  });

  it.each([
    "mysql://me:p4ss@db.test/x",
    "postgres://db.test",
    "me:p4ss@db.test/x",
    "postgres://me:p4ss#1@db.test/x",
  ])("refuses %s as a database without showing a password", async (address) => {
    const reading = async () => readSettings({ HUGGINGGPT_DATABASE_URL: address });
    const fault = await faultOf(reading());
    expect(fault.code).toBe("CONFIG_INVALID");
    expect(describeError(fault)).not.toContain("p4ss");
  });

  it.each([["s3://bucket/runs/"], ["files/of/runs"], ["C:\\\\files"]])(
    "keeps files of runs in %s",
    (place) => {
      expect(readSettings({ HUGGINGGPT_ARTIFACTS: place }).artifacts).toBe(place);
    },
  );

  it.each(["s3://", "s3://B/x", "gs://bucket/x", "https://bucket.test/x"])(
    "keeps no files of runs in %s",
    (place) => {
      expect(() => readSettings({ HUGGINGGPT_ARTIFACTS: place })).toThrowError(/no place for files/);
    },
  );

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
