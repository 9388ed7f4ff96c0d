import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanJson } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { resultColumns } from "./result-columns.js";
import { ResultTable } from "./result-table.js";

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-each-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "table.csv");
}

const task = (id: number, name: string, args: PlanJson["args"]): PlanJson => ({
  id,
  task: name,
  args,
  dep: [-1],
});
const namesOf = (...plan: PlanJson[]): string[] => resultColumns(plan).map(({ name }) => name);

describe("columns of results", () => {
  it("bear the headings of the results, where each is there once", () => {
    const caption = task(0, "image-to-text", { image: "<FILE>-1" });
    const german = task(1, "translation", { text: "<GENERATED>-0", target_language: "German" });
    expect(namesOf(caption, german)).toEqual(["Picture in words", "Translation"]);
  });

  it("bear what tells results of one kind apart: the question, the language", () => {
    const ask = (id: number, question: string) =>
      task(id, "document-question-answering", { image: "<FILE>-1", question });
    expect(namesOf(ask(0, "What is\n the total?"), ask(1, "Who wrote it?"))).toEqual([
      "What is the total?",
      "Who wrote it?",
    ]);
    const into = (id: number, target_language: string) =>
      task(id, "translation", { text: "<FILE>-1", target_language });
    expect(namesOf(into(0, "German"), into(1, "French"))).toEqual(["German", "French"]);
    expect(namesOf(into(0, "German"), into(1, "German"))).toEqual(["Translation [0]", "Translation [1]"]);
  });
});

describe("a table of results", () => {
  it("knows every file that has its row, whatever it is called and whatever stands beside it", async () => {
    const name = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { maxLength: 8 }), fc.string(), async (names, cell) => {
        const path = newPath();
        const table = await ResultTable.open(path);
        await table.begin(["Picture in words"]);
        for (const one of names) await table.add(one, [cell]);
        const again = await ResultTable.open(path);
        await again.begin(["Picture in words"]);
        expect(names.filter((one) => !again.has(one))).toEqual([]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("is continued behind its last row, also where an editor took the end of the line or put a mark in front", async () => {
    const path = newPath();
    writeFileSync(path, "\ufefffile,Summary\r\na.txt,short");
    const table = await ResultTable.open(path);
    await table.begin(["Summary"]);
    await table.add("b.txt", ["=1+1"]);
    expect(readFileSync(path, "utf8")).toBe("\ufefffile,Summary\r\na.txt,short\r\nb.txt,'=1+1\r\n");
    expect([table.has("a.txt"), table.has("c.txt")]).toEqual([true, false]);
  });

  it("is left alone where it has other columns, or is anything else", async () => {
    const path = newPath();
    writeFileSync(path, "my notes\n");
    const table = await ResultTable.open(path);
    await expect(table.begin(["Summary"])).rejects.toMatchObject({ code: "USAGE" });
    expect(readFileSync(path, "utf8")).toBe("my notes\n");
  });
});
