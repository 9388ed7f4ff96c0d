import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { CliContext } from "../program/cli-context.js";
import { readPlanFile } from "./plan-file.js";

it.each([
  ["utf8", ""],
  ["utf8", "\ufeff"],
  ["utf16le", "\ufeff"],
] as const)("a plan's file is read in %s with the mark %j", async (encoding, mark) => {
  const cwd = mkdtempSync(join(tmpdir(), "hugginggpt-plan-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, "plan.json"), Buffer.from(`${mark}{"plan":["狐"]}`, encoding));
  // Only the directory is touched.
  expect(await readPlanFile("plan.json", { cwd } as CliContext)).toBe('{"plan":["狐"]}');
});
