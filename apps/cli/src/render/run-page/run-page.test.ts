import { recordedRun, summaryOf, timelineOf } from "@hugginggpt/runtime";
import type { ArtifactReader, JournalEntry, RunEvent } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { html } from "./html.js";
import { runPage } from "./run-page.js";

/** Returns the entries of a run all of whose words are the given ones. */
function entriesWith(words: string): JournalEntry[] {
  const attempts = [{ model: words, endpoint: words, ok: false, error: words, ms: 3 }];
  const events: RunEvent[] = [
    { type: "run-started", run: "r1", request: words, controller: words, at: "2026-01-01T00:00:00.000Z" },
    { type: "stage-started", stage: "planning" },
    {
      type: "plan-ready",
      plan: [
        { id: 0, task: words, args: { [words]: words }, dep: [-1] },
        { id: 1, task: words, args: { text: "<GENERATED>-0" }, dep: [0] },
        { id: 2, task: words, args: {}, dep: [] },
      ],
    },
    { type: "model-selected", task: 0, model: words, reason: words },
    { type: "attempt-started", task: 0, model: words, endpoint: words },
    { type: "attempt-failed", task: 0, model: words, endpoint: words, error: words },
    {
      type: "task-ended",
      task: 0,
      outcome: {
        status: "succeeded",
        model: words,
        endpoint: words,
        output: { text: words },
        artifacts: [{ name: words, mediaType: words, bytes: 1, sha256: words, taskId: 0, model: words }],
        attempts,
      },
    },
    { type: "task-ended", task: 1, outcome: { status: "failed", reason: words, next: null, attempts } },
    { type: "answer-ready", answer: { text: words, writer: "controller" } },
    { type: "run-ended", status: "failed", seconds: 1, error: words },
  ];
  return events.map((event, i) => ({ at: i * 100, event }));
}

function pageOf(words: string): string {
  const entries = entriesWith(words);
  const record = recordedRun(entries);
  if (!record) throw new Error("no run");
  const summary = summaryOf(record, false);
  return runPage({ record, summary, timeline: timelineOf(entries), artifacts, media: new Map() });
}

const artifacts: ArtifactReader = { open: async () => null, pathOf: (name) => name };

/** Every tag of a page with its attributes, texts left out. */
function markup(page: string): string[] {
  return page.replace(/<style>[\s\S]*?<\/style>/, "").match(/<[^>]*>/g) ?? [];
}

describe("runPage", () => {
  test.each([
    "<script>alert(1)</script>",
    `"><img src=x onerror=alert(1)>`,
    "</style><script>x</script>",
    "</title><svg onload=alert(1)>",
    "<!--",
    "]]>",
    "' onmouseover='x",
    "javascript:alert(1)",
    "\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
    "\u202egnp.exe",
  ])("shows %j as words, wherever it comes", (words) => {
    const page = pageOf(words);
    expect(markup(page).map((tag) => tag.split(/[\s>]/)[0])).toEqual(
      markup(pageOf("harmless")).map((tag) => tag.split(/[\s>]/)[0]),
    );
    expect(page).not.toMatch(/<script|<img|<[^>]*\son\w+=|<[^>]*\s(?:href|src)=|url\((?!#tip)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(page).not.toMatch(/[\u0000-\u0008\u001b\u202e]/);
  });

  test("has the same markup for words of every character up to U+2FF and of the planes above", () => {
    const names = (page: string) => markup(page).map((tag) => tag.split(/[\s>]/)[0]);
    const harmless = names(pageOf("harmless"));
    const characters = Array.from({ length: 0x300 }, (_, i) => String.fromCodePoint(i));
    const above = ["\u2028", "\ud800", "\ufeff", "\uffff", "\u{1f600}", "\u{e0041}"];
    for (const words of [characters.join(""), characters.reverse().join(""), above.join("<"), ...above])
      expect(names(pageOf(`x${words}`))).toEqual(harmless);
  });

  test("fetches nothing, runs nothing, and allows its own style alone", () => {
    const page = pageOf("harmless");
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1] ?? "";
    expect(policy).toMatch(/^default-src &#39;none&#39;; style-src &#39;sha256-[A-Za-z0-9+/]+=*&#39;; /);
    expect(page).not.toMatch(/https?:/);
    expect(markup(page).filter((tag) => / style=/.test(tag))).toEqual([]);
  });

  test("names files and results in the place of their handles", () => {
    const entries = entriesWith("describe <FILE>-1");
    const files = [
      {
        handle: 1,
        name: "sea.png",
        type: "image",
        mediaType: "image/png",
        given: "sea.png",
        bytes: 1,
        sha256: "0",
      },
    ] as const;
    const input = { files, options: {}, backends: [], advice: "", versions: {}, setup: {} } as const;
    const record = recordedRun([...entries, { at: 0, event: { type: "input-recorded", input } }]);
    if (!record) throw new Error("no run");
    const summary = summaryOf(record, false);
    const page = runPage({ record, summary, timeline: timelineOf(entries), artifacts, media: new Map() });
    expect(page).toContain("<dd>{&quot;text&quot;:result of [0]}</dd>");
    expect(page).toContain('<h2>Answer</h2><div class="panel prose">describe sea.png</div>');
    expect(page).not.toContain("GENERATED");
  });

  test("draws a node for each task and an arrow for each dependency", () => {
    const page = pageOf("harmless");
    expect(page.match(/class="node /g)).toHaveLength(3);
    expect(page.match(/marker-end="url\(#tip\)"/g)).toHaveLength(1);
  });
});

describe("html", () => {
  test("escapes what is put in, unless it is markup, and leaves out null", () => {
    const inner = html`<b>${"<&\"'>"}</b>`;
    expect(html`<p title="${'"'}">${inner}${null}${3}</p>`.toString()).toBe(
      '<p title="&quot;"><b>&lt;&amp;&quot;&#39;&gt;</b>3</p>',
    );
    expect(html`${[html`<i>`, html`</i>`]}`.toString()).toBe("<i></i>");
  });
});
