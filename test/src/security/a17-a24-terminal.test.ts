import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terminalJson, terminalText } from "@hugginggpt/shared";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { runCli } from "../e2e/cli.js";
import { isAnswering, isPlanning, planOf } from "../e2e/scripts.js";
import { EVERYTHING } from "../e2e/syncing.js";
import { tempHome } from "../e2e/temp-home.js";
import { type HubRow, INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import type { ChatCall } from "../llm/chat-call.js";
import { sandboxReply } from "../llm/sandbox-reply.js";
import { failWith, wrongJson } from "../loopback/faults.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { bytes } from "../loopback/reply.js";
import { simulatedPng } from "../media/simulated-png.js";

/** A link (OSC 8), the clipboard (OSC 52), a title, clearing, moving up, typing over, 8-bit CSI, other directions. */
const CONTROLS =
  "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u001b]52;c;c2VjcmV0\u0007\u001b]0;owned\u0007" +
  "\u001b[2J\u001b[1A\u001b[8mhidden\u001b[0m\rovertyped\b\b\u009b31mred \u202egnp.exe\u2066\u200b\u{e0041}";
const MARKUP =
  "![x](https://evil.example/?d=1) <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,x)";
const HOSTILE = `${CONTROLS} ${MARKUP}`;

const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of our own lines
const PAINT = /\u001b\[(?:[0-9]{1,3})m/g;

function expectHarmless(text: string): void {
  expect(CONTROL.exec(text.replace(PAINT, ""))?.[0] ?? null).toBeNull();
}

describe("terminalText and terminalJson (A24)", () => {
  it("leave our colours and take everything else that controls", () => {
    expect(terminalText(`\u001b[31mred\u001b[39m ${CONTROLS}`)).toBe(
      "\u001b[31mred\u001b[39m click hidden\u001b[0m\novertypedred gnp.exe",
    );
    expect(terminalText("\u001b[8mconcealed\u001b[5mblinking\u001b[38;5;1mpalette")).toBe(
      "concealedblinkingpalette",
    );
  });

  it("let nothing through, whatever comes", () => {
    const unit = fc.constantFrom(
      "\u001b",
      "[",
      "]",
      "8",
      ";",
      "m",
      "\u0007",
      "\r",
      "\b",
      "\u009b",
      "\u202e",
      "a",
      "\n",
      "0",
      "\u001b[31m",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expectHarmless(terminalText(text));
        expect(terminalText(terminalText(text))).toBe(terminalText(text));
        const json = terminalJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(CONTROL.test(json)).toBe(false);
      }),
    );
  });
});

describe("what strangers' text does to a terminal (A23, A24)", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  function hostileModel(call: ChatCall): string {
    if (isPlanning(call)) return planOf({ task: "summarization", args: { text: `Once. ${HOSTILE}` } });
    if (isAnswering(call)) return `The summary: ${HOSTILE}`;
    const reply = sandboxReply(call);
    return typeof reply === "string" && call.schema
      ? JSON.stringify({ ...JSON.parse(reply), reason: HOSTILE })
      : HOSTILE;
  }

  it("in a plan, a reason, a result and an answer: only words, links as they are written", async () => {
    bench.answerBy(hostileModel);
    bench.inference.inject({
      match: bench.worksAt("summarization"),
      fault: wrongJson([{ summary_text: HOSTILE }]),
    });
    const end = await bench.run(["run", `Summarize ${MARKUP}`], {
      home: bench.home(),
      env: { FORCE_COLOR: "1" },
    });
    expect(end.code, end.stderr).toBe(0);
    expectHarmless(end.stdout);
    expectHarmless(end.stderr);
    expect(end.stdout.split("\n")[0]).toMatchInlineSnapshot(`"The summary: click hidden"`);
  });

  it("in --json: escaped, and the ids of runs cannot be guessed (A17)", async () => {
    bench.answerBy(hostileModel);
    const first = await bench.run(["run", "Summarize it", "--json"], { home: bench.home() });
    const second = await bench.run(["run", "Summarize it", "--json"], { home: bench.home() });
    expect(CONTROL.test(first.stdout)).toBe(false);
    expect(first.stdout.trim().split("\n")).toHaveLength(1);
    const ids = [first, second].map(({ stdout }) => String(JSON.parse(stdout).run));
    for (const id of ids) expect(id).toMatch(/-[0-9a-f]{32}$/);
    expect(new Set(ids.map((id) => id.slice(-32))).size).toBe(2);
  });

  it("in a provider's refusal", async () => {
    bench.inference.inject({
      match: bench.worksAt("summarization"),
      fault: failWith(400, { body: HOSTILE }),
    });
    const end = await bench.run(["run", "Summarize: it rained.", "--backend", "providers"], {
      home: bench.home(),
    });
    expect(end.code).toBe(1);
    expectHarmless(end.stdout + end.stderr);
  });

  it("in a conversation, piece by piece", async () => {
    bench.answerBy((call) => (call.schema ? '{"tasks":[]}' : HOSTILE));
    const end = await bench.start(["chat"], { home: bench.home(), input: `hello\n/plan\n/runs\n/quit\n` })
      .ended;
    expect(end.code, end.stderr).toBe(0);
    expectHarmless(end.stdout + end.stderr);
    expect(end.stdout).toContain("javascript:alert(1)");
  });

  it("in the names of files that were given", async () => {
    const home = bench.home();
    const server = await startLoopback(() => bytes(simulatedPng("x"), "image/png"));
    try {
      mkdirSync(join(home, "folder"));
      writeFileSync(
        join(home, "folder", process.platform === "win32" ? "a.png" : "a\u001b[2J\r.png"),
        simulatedPng("x"),
      );
      const address = `${server.url}/%1b%5d0;owned%07%0d.png`;
      const args = [
        "run",
        "describe the pictures",
        "--file",
        "folder",
        "--file",
        address,
        "--allow-private-network",
      ];
      // No task, and an answer that repeats what it was given.
      bench.answerBy((call) => (call.schema ? '{"tasks":[]}' : call.user));
      const end = await bench.run(args, { home });
      expect(end.code, end.stderr).toBe(0);
      expect(end.stdout).toMatch(/^a ?\.png \(image\)$/m);
      expectHarmless(end.stdout + end.stderr);
    } finally {
      await server.close();
    }
  });

  it("in a card", async () => {
    const [row] = readHubRows(INVENTED_FILE);
    const evil: HubRow = {
      item: {
        ...row?.item,
        _id: "66f000000000000000000001",
        id: "evil/card",
        tags: [HOSTILE],
        pipeline_tag: HOSTILE,
        library_name: HOSTILE,
      },
      readme: `---\nlicense: ${JSON.stringify(HOSTILE)}\n---\n# Lighthouse\n\nA lighthouse model. ${HOSTILE}\n`,
    };
    const hub = await startHub({ rows: [evil] });
    const home = tempHome();
    try {
      const env = { HF_ENDPOINT: hub.url };
      expect((await runCli("indexer", EVERYTHING, { home, env })).code).toBe(0);
    } finally {
      await hub.close();
    }
    for (const args of [
      ["search", "lighthouse", "--explain"],
      ["show", "evil/card"],
      ["search", "lighthouse", "--json"],
    ]) {
      const end = await runCli("registry", args, { home, env: { FORCE_COLOR: "1" } });
      expect(end.code, end.stderr).toBe(0);
      expect(end.stdout).toContain("evil/card");
      expectHarmless(end.stdout + end.stderr);
    }
  });
});
