import { describe, expect, it } from "vitest";
import { seesPictures } from "./sees-pictures.js";

describe("seesPictures", () => {
  it.each([
    "gpt-4o-mini",
    "gpt-4.1",
    "gpt-5-mini",
    "o3",
    "o4-mini-2025-04-16",
    "claude-sonnet-4-5",
    "google/gemini-2.5-flash",
    "Qwen/Qwen2.5-VL-7B-Instruct",
    "qwen3-vl:8b",
    "llava:13b",
    "llama3.2-vision",
    "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    "google/gemma-3-27b-it",
    "mistralai/Pixtral-12B-2409",
    "zai-org/GLM-4.5V",
  ])("takes %s for one that sees", (model) => {
    expect(seesPictures(model)).toBe(true);
  });

  it.each([
    "openai/gpt-oss-120b",
    "gpt-3.5-turbo",
    "o3-mini",
    "o1-mini",
    "qwen3",
    "meta-llama/Llama-3.1-8B-Instruct",
    "google/gemma-3-1b-it",
    "gemma-3n",
    "deepseek-ai/DeepSeek-V3",
    "zai-org/GLM-4.5",
    "my-deployment",
    "",
  ])("does not take %s for one", (model) => {
    expect(seesPictures(model)).toBe(false);
  });
});
