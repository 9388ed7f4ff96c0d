import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CliContext } from "../cli-context.js";
import { completeLine } from "./complete-line.js";
import { type LineTaker, readLines } from "./read-lines.js";

const CTRL_C = "\u0003";
const paste = (text: string) => `\u001b[200~${text}\u001b[201~`;

/** Types at a terminal, or writes into a pipe, piece by piece; returns the requests that were taken. */
async function typed(pieces: readonly string[], { isTTY = true, take = async (_: string) => true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => input });
  const err = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  err.resume();
  const requests: string[] = [];
  let cancelled = 0;
  let isBusy = false;
  const taker: LineTaker = {
    take: async (request) => {
      requests.push(request);
      isBusy = true;
      const goesOn = await take(request);
      isBusy = false;
      return goesOn;
    },
    cancel: () => {
      if (isBusy) cancelled++;
      return isBusy;
    },
    complete: async (line) =>
      ["/file", "/files"].filter((one) => one.startsWith(line)).length > 0 ? [["/files"], line] : [[], line],
  };
  // Only what is touched of a context is there.
  const context = {
    in: input,
    err,
    env: {},
    signal: new AbortController().signal,
    onInterrupt: () => () => undefined,
  } as unknown as CliContext;
  const ended = readLines("> ", taker, context);
  for (const piece of pieces) {
    input.write(piece);
    for (let n = 0; n < 5; n++) await turn();
  }
  input.end();
  await ended;
  return { requests, cancelled };
}

describe("requests at a terminal", () => {
  it("are a line each", async () => {
    expect((await typed(["one\r", "two\r"])).requests).toEqual(["one", "two"]);
  });

  it.each([1, 7, 1000])("are one where they are pasted, also in pieces of %i", async (length) => {
    const text = "Dear Ana,\n\nthe roof\tleaks.\nYours, \u001b[31mBo";
    const all = `summarize: ${paste(text)} please\r`;
    const pieces = length === 1000 ? [all] : (all.match(new RegExp(`[\\s\\S]{1,${length}}`, "g")) ?? []);
    // Keys come whole; what a terminal marks a paste with may be cut anywhere after its third character.
    const { requests } = await typed(length === 1 ? [all.slice(0, 15), all.slice(15)] : pieces);
    expect(requests).toEqual(["summarize: Dear Ana,\n\nthe roof\tleaks.\nYours, [31mBo please"]);
  });

  it("are what stands between quotes", async () => {
    for (const isTTY of [true, false]) {
      const lines = ['"""', "first", "", "second", '"""', "next", '"""in one"""'];
      const end = isTTY ? "\r" : "\n";
      const { requests } = await typed(
        lines.map((line) => line + end),
        { isTTY },
      );
      expect(requests).toEqual(["first\n\nsecond", "next", "in one"]);
    }
  });

  it("take a block that is not ended when the input ends", async () => {
    expect((await typed(['"""\n', "all of it\n"], { isTTY: false })).requests).toEqual(["all of it"]);
  });

  it("lose a line that Ctrl-C empties, and go on", async () => {
    expect((await typed(["half a li", CTRL_C, "whole\r"])).requests).toEqual(["whole"]);
    expect((await typed(['"""\r', "half", CTRL_C, "whole\r"])).requests).toEqual(["whole"]);
  });

  it("end by Ctrl-C on an empty line", async () => {
    expect((await typed(["half", CTRL_C, CTRL_C, "never\r"])).requests).toEqual([]);
  });

  it("go on after one that Ctrl-C cancels", async () => {
    let release = (): void => undefined;
    const take = (request: string) =>
      request === "slow"
        ? new Promise<boolean>((resolve) => (release = () => resolve(true)))
        : Promise.resolve(true);
    const running = typed(["slow\r", CTRL_C, "next\r"], { take });
    for (let n = 0; n < 40; n++) await turn();
    release();
    expect(await running).toEqual({ requests: ["slow", "next"], cancelled: 1 });
  });

  it.each([
    ["a line", ["ahead\r"]],
    ["several lines and half of one", ["ahead\r", "more\r", "half"]],
    ["a block that is open", ['"""\r', "ahead\r"]],
    ["a paste", [`${paste("ahead\nand more")}\r`]],
  ])("forget %s that was typed ahead of a Ctrl-C", async (_, ahead) => {
    let release = (): void => undefined;
    const take = (request: string) =>
      request === "slow"
        ? new Promise<boolean>((resolve) => (release = () => resolve(true)))
        : Promise.resolve(true);
    const running = typed(["slow\r", ...ahead, CTRL_C, "next\r"], { take });
    for (let n = 0; n < 60; n++) await turn();
    release();
    expect(await running).toEqual({ requests: ["slow", "next"], cancelled: 1 });
  });
});

describe("what Tab offers", () => {
  const dir = mkdtempSync(join(tmpdir(), "hugginggpt-complete-"));
  beforeAll(() => {
    mkdirSync(join(dir, "photos of us"));
    for (const name of ["photo.jpg", ".hidden", "photos of us/a b.png"]) writeFileSync(join(dir, name), "x");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each([
    ["/f", [["/file", "/files"], "/f"]],
    ["/file pho", [["photo.jpg", "photos of us/"], "pho"]],
    ["/file photos of us/", [["photos of us/a b.png"], "photos of us/"]],
    ["/file ", [["photo.jpg", "photos of us/"], ""]],
    ["/file .h", [[".hidden"], ".h"]],
    ["describe /f", [[], "describe /f"]],
  ])("after %j: %j", async (line, offered) => {
    expect(await completeLine(line, ["/file", "/files", "/help"], dir)).toEqual(offered);
  });

  it("is nothing where a folder cannot be read", async () => {
    await expect(completeLine("/file nowhere/x", [], dir)).rejects.toThrow();
  });
});
