import { expect, it } from "vitest";
import { en } from "../i18n/en.js";
import { runTitle, viewTitle } from "./titles.js";

it.each([
  ["", "HuggingGPT"],
  ["ask/draw a boat", "HuggingGPT"],
  ["nonsense", "HuggingGPT"],
  ["runs", "Runs – HuggingGPT"],
  ["registry", "Registry – HuggingGPT"],
  ["registry/index", "What is indexed, and sync – HuggingGPT"],
  ["registry/compare/a/b", "Comparison – HuggingGPT"],
  ["registry/model/name", "name – HuggingGPT"],
  ["registry/model", "HuggingGPT"],
])("the view %j is called %j in its tab", (address, title) => {
  expect(viewTitle(address.split("/"), (key) => en[key])).toBe(title);
});

it("a run is called by its request, with how far it is while it works, and not at any length", () => {
  expect(runTitle("draw a boat", null)).toBe("draw a boat");
  expect(runTitle("draw a boat", 1 / 3)).toBe("33 % draw a boat");
  expect(runTitle("", 0)).toBe("0 % HuggingGPT");
  expect(runTitle("boat ".repeat(1000), 0.5).length).toBeLessThanOrEqual(80);
});
