import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { readableBy } from "../render/handles.js";
import { AnswerStream } from "./answer-stream.js";
import type { CliContext } from "./cli-context.js";

function shown(use: (stream: AnswerStream) => void, terminal = {}): string {
  let written = "";
  // Only `out.write` is used.
  const context = {
    out: {
      ...terminal,
      write: (text: string) => {
        written += text;
      },
    },
  } as unknown as CliContext;
  use(new AnswerStream(context, readableBy([{ handle: 1, name: "cat.png" }]), () => undefined));
  return written;
}

describe("AnswerStream", () => {
  it("shows pieces as they come and ends the line once", () => {
    const text = shown((stream) => {
      for (const piece of ["It is ", "done."]) stream.write(piece);
      stream.end("It is done.");
      stream.end("It is done.");
    });
    expect(text).toBe("It is done.\n");
  });

  it("ends the line once where something else is said before the end", () => {
    const text = shown((stream) => {
      stream.endLine();
      stream.write("It is done.");
      stream.endLine();
      stream.end("It is done.");
    });
    expect(text).toBe("It is done.\n");
  });

  it("shows the whole answer where it is another one than was streamed, or none was", () => {
    expect(shown((stream) => stream.end("It is done."))).toBe("It is done.\n");
    const other = shown((stream) => {
      stream.write("It is");
      stream.end("The results: 1");
    });
    expect(other).toBe("It is\nThe results: 1\n");
  });

  it("lets nothing through that moves the cursor, whichever way it is cut", () => {
    const text = shown((stream) => {
      stream.write("a\u001b[2Jb\r\b");
      stream.end(null);
    });
    expect([..."\u001b\r\b"].filter((mark) => text.includes(mark))).toEqual([]);
  });

  it("wraps whole words to the terminal, however the answer comes in", () => {
    const answer = "The quick brown fox, 日本語 too, jumps over it.\n\nNext: <FILE>-1 and its edges.";
    const whole = shown((stream) => stream.write(answer), { isTTY: true, columns: 16 });
    expect(whole.split("\n").every((line) => stringWidth(line) <= 16)).toBe(true);
    expect(whole.replace(/\s+/g, " ")).not.toContain("FILE");
    for (const length of [1, 2, 5]) {
      const pieces = answer.match(new RegExp(`[\\s\\S]{1,${length}}`, "gu")) ?? [];
      const text = shown(
        (stream) => {
          for (const piece of pieces) stream.write(piece);
          stream.end(answer);
        },
        { isTTY: true, columns: 16 },
      );
      expect(text.split("\n").every((line) => stringWidth(line) <= 16)).toBe(true);
      expect(text.replace(/\s+/g, " ").trim()).toBe(
        answer.replace("<FILE>-1", "cat.png").replace(/\s+/g, " "),
      );
    }
  });
});
