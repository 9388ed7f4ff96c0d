import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, chatHelp, parseInput } from "./chat-commands.js";

describe("what a line of a chat wants", () => {
  it.each([
    ...["exit", "quit", "Exit", "QUIT", "exit.", "quit()", ":q", "bye", "/exit", " /quit "].map((line) => [
      line,
      "/quit",
    ]),
    ...["help", "?", "/?", "Help!", "/help"].map((line) => [line, "/help"]),
    ...["clear", "files", "plan", "runs"].map((line) => [line, `/${line}`]),
  ])("%j is the command %s, which nobody pays for", (line, command) => {
    expect(parseInput(line ?? "")).toEqual({ command, rest: "" });
  });

  it("gives a command what follows it", () => {
    expect(parseInput("/file  my photos/a b.png ")).toEqual({ command: "/file", rest: "my photos/a b.png" });
  });

  it("takes no sentence with such a word in it for a command, and no path", () => {
    for (const line of [
      "help me write a letter",
      "quit smoking tips",
      "plan a trip",
      "/home/me/a.png: what is this?",
    ])
      expect(parseInput(line)).toEqual({ request: line });
  });

  it("says of a command that there is none which is near", () => {
    expect(parseInput("/hlep")).toEqual({ unknown: "/hlep", near: "/help" });
    expect(parseInput("/zzzzzzzz now")).toMatchObject({ unknown: "/zzzzzzzz", near: null });
  });

  it("knows each command of the help, and never loses a request", () => {
    for (const name of COMMAND_NAMES) expect(chatHelp()).toContain(name);
    fc.assert(
      fc.property(fc.string(), (line) => {
        const input = parseInput(`tell me: ${line}`);
        expect(input).toEqual({ request: `tell me: ${line}`.trim() });
      }),
    );
  });
});
