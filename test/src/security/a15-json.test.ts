import { isFault, type TaskId } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { Reply } from "../loopback/reply.js";
import { codeOf, grownBy, runAt } from "./victim.js";

const TASKS: readonly TaskId[] = [
  "text-classification",
  "summarization",
  "token-classification",
  "object-detection",
  "feature-extraction",
  "table-question-answering",
  "text-to-image",
];

function answer(body: string | Uint8Array): () => Reply {
  return () => ({ status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) });
}

describe("hostile JSON from a provider (A15)", () => {
  it("of 100 MB is refused before it is parsed", async () => {
    const body = Buffer.alloc(100 * 1024 * 1024, '{"label":"x"},');
    const { value } = await grownBy(() => codeOf(runAt(answer(body), "text-classification")));
    expect(value).toBe("RESPONSE_TOO_LARGE");
  });

  it.each([
    ["lists", "[".repeat(100_000), "]".repeat(100_000)],
    ["objects", `${'{"a":'.repeat(100_000)}1`, "}".repeat(100_000)],
    ["an error", `${'{"error":'.repeat(100_000)}"x"`, "}".repeat(100_000)],
    ["lists that never close", "[".repeat(100_000), ""],
  ])("of 100,000 levels of %s is refused as what it is", async (_what, open, close) => {
    for (const task of TASKS)
      expect(await codeOf(runAt(answer(open + close), task)), task).toBe("BAD_RESPONSE");
  });

  it("counts levels outside strings only", async () => {
    const output = await runAt(
      answer(JSON.stringify([{ summary_text: `${"[".repeat(500)} \\" ${"{".repeat(500)}` }])),
      "summarization",
    );
    expect(output.text).toContain("[[[");
  });

  it.each([
    '[{"label":"x","score":1,"__proto__":{"polluted":true}}]',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    '[{"label":"__proto__","score":0.5},{"label":"constructor","score":0.4}]',
    '{"answer":"__proto__","coordinates":[[0,0]],"cells":["__proto__"],"aggregator":"constructor"}',
    '{"images":[{"__proto__":{"url":"https://evil.example/"}}]}',
  ])("changes no prototype: %s", async (body) => {
    for (const task of TASKS) {
      await runAt(answer(body), task).catch((error: unknown) =>
        expect(isFault(error), String(error)).toBe(true),
      );
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
      expect(JSON.stringify({})).toBe("{}");
    }
  });

  it("with a key twice is read as JSON is, by the last one", async () => {
    const output = await runAt(
      answer('[{"label":"a","score":0.1,"label":"b","score":0.9}]'),
      "text-classification",
    );
    expect(output.labels).toEqual([{ label: "b", score: 0.9 }]);
  });

  it.each([
    ["text-classification", '[{"label":"a","score":1e400}]'],
    ["object-detection", '[{"label":"a","score":1,"box":{"xmin":1e400,"ymin":0,"xmax":-1e400,"ymax":1}}]'],
    ["feature-extraction", "[1e400, 2, 3]"],
    ["sentence-similarity", "[1e400]"],
  ] as const)("brings no infinite number into %s", async (task, body) => {
    const output = await runAt(answer(body), task).catch((error: unknown) => {
      expect(isFault(error), String(error)).toBe(true);
      return {};
    });
    expect(allNumbers(output).every(Number.isFinite)).toBe(true);
  });
});

function allNumbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(allNumbers) : [];
}
