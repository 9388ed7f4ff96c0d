import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { pictureProtocol, pictureSequence } from "../render/picture-protocol.js";
import type { CliContext } from "./cli-context.js";
import { openFiles } from "./open-files.js";
import { showPictures } from "./show-pictures.js";

const TTY = { isTTY: true };

function contextOf(env: Record<string, string>, isTTY: boolean) {
  const out = Object.assign(new PassThrough(), { isTTY });
  const err = new PassThrough();
  // Only what is touched of a context is there.
  const context = { env, out, err } as unknown as CliContext;
  return { context, shown: () => String(out.read() ?? ""), said: () => String(err.read() ?? "") };
}

const made = (path: string, mediaType: string) => ({ path, mediaType, bytes: 10, task: "t [0]" });

describe("pictures in a terminal", () => {
  test.each([
    [{ TERM_PROGRAM: "iTerm.app" }, "iterm"],
    [{ TERM_PROGRAM: "WezTerm" }, "iterm"],
    [{ TERM: "xterm-kitty" }, "kitty"],
    [{ TERM: "xterm-ghostty" }, "kitty"],
    [{ TERM: "xterm-256color" }, null],
    [{ TERM: "xterm-kitty", TMUX: "/tmp/tmux" }, null],
    [{ TERM: "dumb", TERM_PROGRAM: "iTerm.app" }, null],
  ])("with %j: %s", (env, protocol) => {
    expect(pictureProtocol(TTY, env)).toBe(protocol);
    expect(pictureProtocol({ isTTY: false }, env)).toBeNull();
  });

  test("are sent to kitty in pieces, and PNG alone", () => {
    const sequence = pictureSequence(Buffer.alloc(6_000, 1), "image/png", "kitty") ?? "";
    const pieces = sequence.split("\u001b\\").filter(Boolean);
    expect(pieces.map((piece) => piece.split(";")[0])).toEqual([
      "\u001b_Ga=T,f=100,c=40,q=2,m=1",
      "\u001b_Gq=2,m=0",
    ]);
    expect(Buffer.from(pieces.map((piece) => piece.split(";")[1]).join(""), "base64")).toHaveLength(6_000);
    expect(pictureSequence(Buffer.alloc(3), "image/jpeg", "kitty")).toBeNull();
  });

  test("are sent to iTerm2 in one piece", () => {
    expect(pictureSequence(Buffer.from("abc"), "image/jpeg", "iterm")).toBe(
      "\u001b]1337;File=inline=1;size=3;width=40;preserveAspectRatio=1:YWJj\u0007",
    );
    expect(pictureSequence(Buffer.from("abc"), "image/svg+xml", "iterm")).toBeNull();
  });

  test("stand under their names; what is gone is said, what is too large is left to the list", async () => {
    const dir = await mkdtemp(join(tmpdir(), "hugginggpt-pictures-"));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const path = join(dir, "1.png");
    await writeFile(path, "abc");
    const { context, shown, said } = contextOf({ TERM_PROGRAM: "iTerm.app" }, true);
    const large = { ...made(path, "image/png"), bytes: 5_000_000 };
    await showPictures([made(path, "image/png"), large, made(join(dir, "2.png"), "image/png")], context);
    expect(shown()).toBe(`${path}\n${pictureSequence(Buffer.from("abc"), "image/png", "iterm")}\n`);
    expect(said()).toContain("2.png cannot be shown");
  });

  test("are not sent into a pipe", async () => {
    const { context, shown } = contextOf({ TERM_PROGRAM: "iTerm.app" }, false);
    await showPictures([made("1.png", "image/png")], context);
    expect(shown()).toBe("");
  });
});

describe("--open", () => {
  const files = [
    made("a.png", "image/png"),
    made("b.opus", "audio/ogg; codecs=opus"),
    made("c.csv", "text/csv"),
    made("d.bin", "application/octet-stream"),
    made("e.txt", "text/plain"),
  ];

  test("opens what programs only show or play, and says what it left", async () => {
    const opened: string[] = [];
    const { context, said } = contextOf({}, true);
    await openFiles(files, context, async (path) => opened.push(path));
    expect(opened).toEqual(["a.png", "b.opus", "e.txt"]);
    expect(said()).toBe("2 of 5 files were not opened.\n");
  });

  test("opens nothing away from a terminal", async () => {
    const { context, said } = contextOf({}, false);
    await openFiles(files, context, () => Promise.reject(new Error("opened")));
    expect(said()).toContain("nothing was opened");
  });

  test("says what could not be opened, and goes on", async () => {
    const { context, said } = contextOf({}, true);
    await openFiles(files.slice(0, 2), context, () => Promise.reject(new Error("no program")));
    expect(said().match(/could not be opened: no program/g)).toHaveLength(2);
  });
});
