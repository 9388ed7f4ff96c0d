import { describe, expect, it } from "vitest";
import { AnswerStream } from "./answer-stream.js";
import type { CliContext } from "./cli-context.js";

function shown(use: (stream: AnswerStream) => void): string {
  let written = "";
  // Only `out.write` is used.
  const context = {
    out: {
      write: (text: string) => {
        written += text;
      },
    },
  } as unknown as CliContext;
  use(new AnswerStream(context));
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
});
