import { describe, expect, it } from "vitest";
import { processorTime } from "../testing/processor-time.js";
import { proseOf } from "./index.js";

const SAID =
  "The council met for six hours on Monday night and voted 7 to 4 to spend more on a new sea wall. ".repeat(
    3,
  );

describe("proseOf", () => {
  it("reads a page's article without tags, scripts, styles, menus and feet", async () => {
    const page =
      "<!DOCTYPE html><html><head><title>T</title><style>p{color:red}</style><script>var a = '<p>x</p>';</script></head>" +
      `<body><nav><a href="/">Home</a></nav><div>Accept all cookies</div><article><h1>Wall</h1><p>${SAID}</p>` +
      "<p>It costs &pound;18 &amp; more.</p></article><footer>All rights reserved</footer></body></html>";
    expect(await proseOf(page, "text/plain")).toBe(`Wall\n\n${SAID.trim()}\n\nIt costs £18 & more.`);
  });

  it("reads all of a page that has no main part, with the cells of its tables", async () => {
    const page = "<p>One<br>two</p><ul><li>three</li></ul><table><tr><td>four</td><td>five</td></tr></table>";
    expect(await proseOf(page, "text/html")).toBe("One\n\ntwo\n\nthree\n\nfour five");
    expect(await proseOf("if a < b then <p>", "text/plain")).toBe("if a < b then <p>");
  });

  it("reads a page of very many open elements in time", async () => {
    const deep = `${"<div>".repeat(200_000)}deep</div>`;
    const { value, ms } = await processorTime(() => proseOf(deep, "text/html"));
    expect(value).toContain("deep");
    expect(ms).toBeLessThan(5_000);
  });

  it("reads SubRip without numbers, times and tags", async () => {
    const srt =
      "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>Hello there.</i>\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n{\\an8}We met\r\nin 2024.\r\n";
    expect(await proseOf(srt, "text/plain")).toBe("Hello there. We met in 2024.");
  });

  it("reads WebVTT with its speakers, without notes and styles, each line once", async () => {
    const vtt =
      "WEBVTT - talk\n\nNOTE secret\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Anna>Good <00:02.000>day\n\n00:03.000 --> 00:05.000\n<v Anna>Good day\nto &amp; fro\n";
    expect(await proseOf(vtt, "text/plain")).toBe("Anna: Good day to & fro");
  });
});
