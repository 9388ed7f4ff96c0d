import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
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
  expect(await readPlanFile("plan.json", contextIn(cwd))).toBe('{"plan":["狐"]}');
});

it.skipIf(process.platform === "win32")(
  "a device, an endless one too, and a folder are no plan",
  async () => {
    for (const name of ["/dev/zero", "/"])
      await expect(readPlanFile(name, contextIn("/"))).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
  },
);

it.skipIf(process.platform === "win32")(
  "a plan comes through a pipe, and an interrupt ends the wait for one",
  async () => {
    const cwd = mkdtempSync(join(tmpdir(), "hugginggpt-plan-"));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    const stop = new AbortController();
    const waiting = readPlanFile("pipe", { ...contextIn(cwd), signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toThrow("abort");
    const both = openSync(join(cwd, "pipe"), "r+");
    writeSync(both, "{}");
    const reading = readPlanFile("pipe", contextIn(cwd));
    closeSync(both);
    expect(await reading).toBe("{}");
  },
);

/** A context of which only the directory and the signal are touched. */
function contextIn(cwd: string): CliContext {
  return { cwd, signal: new AbortController().signal } as CliContext;
}
