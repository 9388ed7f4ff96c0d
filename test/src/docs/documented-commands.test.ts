import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, repositoryFiles } from "../architecture/repository-files.js";
import { type CodeBlock, codeBlocks } from "./code-blocks.js";
import { shellCommands } from "./shell-words.js";
import { helpExamples, knownCommands, programOf, usageProblem } from "./usage.js";

/** What a block may be; `text` is what comes out, or a drawing. */
const LANGUAGES = new Set(["sh", "powershell", "bat", "ts", "json", "yaml", "text"]);
const SHELLS = new Set(["sh", "powershell", "bat", "yaml"]);
/** Words in place of what a reader fills in. */
const FILLED_IN = /^[A-Z]+$|^<.*>$|^\.\.\.$/;

const pages = repositoryFiles().filter((path) => path.endsWith(".md"));
const blocks = pages.flatMap((path) =>
  codeBlocks(path).map((block) => ({ ...block, place: `${relative(ROOT, path)}:${block.line}` })),
);
/** Commands in the middle of a sentence. */
const inline = pages.flatMap((path) =>
  [
    ...readFileSync(path, "utf8")
      .replace(/^\s*```[\s\S]*?^\s*```/gm, "")
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, code = ""]) => ({
    code,
    place: relative(ROOT, path),
  })),
);

function commandsOf({ language, text }: CodeBlock): string[][] {
  if (!SHELLS.has(language)) return [];
  // Of a workflow only what it runs.
  const script =
    language === "yaml" ? [...text.matchAll(/run: (.*)/g)].map(([, line]) => line).join("\n") : text;
  return shellCommands(script);
}

/** Calls of npm scripts in code and its comments. */
function scriptsInCode(): { line: string; place: string }[] {
  return repositoryFiles()
    .filter((path) => /\.(?:ts|js|mjs)$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/npm run [a-z:]+(?: -- \w+)?/g)].map(([line]) => ({
        line,
        place: relative(ROOT, path),
      })),
    );
}

describe("blocks of pages", () => {
  it("say what they are", () => {
    const strange = blocks.filter(({ language }) => !LANGUAGES.has(language));
    expect(strange.map(({ place, language }) => `${place}: ${language}`)).toEqual([]);
  });

  it("call commands that are there, with options and values that they take", async () => {
    const wrong: string[] = [];
    for (const block of blocks) {
      for (const words of commandsOf(block).filter((one) => programOf(one) !== null)) {
        const problem = await usageProblem(words);
        if (problem) wrong.push(`${block.place}: ${words.join(" ")}: ${problem}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("call scripts that package.json has, and benches and evaluations that are there", () => {
    const called = [
      ...blocks.flatMap((block) => commandsOf(block).map((words) => ({ words, place: block.place }))),
      ...inline.flatMap(({ code, place }) => shellCommands(code).map((words) => ({ words, place }))),
      ...scriptsInCode().map(({ line, place }) => ({ words: line.split(" "), place })),
    ];
    const packages = repositoryFiles().filter((path) => basename(path) === "package.json");
    const scripts = new Set(
      packages.flatMap((path) => Object.keys(JSON.parse(readFileSync(path, "utf8")).scripts ?? {})),
    );
    const files = (folder: string): string[] =>
      readdirSync(join(ROOT, folder)).map((name) => name.replace(/\.mjs$/, ""));
    // bench/run.mjs names the file of each bench, and `run` among them.
    const benches = [
      ...readFileSync(join(ROOT, "bench", "run.mjs"), "utf8").matchAll(/^ {2}(\w+): \{/gm),
    ].map(([, name]) => name);
    const wrong = called.filter(({ words: [npm, run, script = "", dashes, name = ""] }) => {
      if (npm !== "npm" || run !== "run") return false;
      if (!scripts.has(script)) return true;
      if (dashes !== "--" || FILLED_IN.test(name)) return false;
      return (
        (script === "bench" && !benches.includes(name)) ||
        (script === "eval" && !files("eval").includes(name))
      );
    });
    expect(wrong.map(({ words, place }) => `${place}: ${words.join(" ")}`)).toEqual([]);
    expect(benches.length).toBeGreaterThan(5);
  });

  it("are whole documents where they are JSON", () => {
    for (const { language, text, place } of blocks)
      if (language === "json") expect(() => JSON.parse(text), place).not.toThrow();
  });
});

describe("sentences", () => {
  // The changelog, decisions and notebooks tell of what was.
  const present = inline.filter(({ place }) => !/CHANGELOG|decisions|lab/.test(place));

  it("name options that some command takes", async () => {
    const known = new Set([...(await knownCommands()).values()].flatMap((options) => [...options]));
    const ours = present.filter(({ code }) => /^--[a-z][a-z-]+/.test(code));
    const gone = ours.filter(({ code }) => !known.has(/^--[a-z-]+/.exec(code)?.[0] ?? ""));
    expect(gone.map(({ code, place }) => `${place}: ${code}`)).toEqual([]);
    expect(ours.length).toBeGreaterThan(50);
  });

  it("name commands that are there, with options that these take, those of messages in code too", async () => {
    const known = await knownCommands();
    const named = [...present, ...sentencesInCode()].flatMap(({ code, place }) =>
      shellCommands(code)
        .filter((words) => programOf(words) !== null)
        .map((words) => ({ words, place })),
    );
    const wrong = named.filter(({ words }) => !isKnown(words, known));
    expect(wrong.map(({ words, place }) => `${place}: ${words.join(" ")}`)).toEqual([]);
    expect(named.length).toBeGreaterThan(100);
  });
});

describe("examples in the help of commands", () => {
  it("are commands that are there, with options and values that they take", async () => {
    const examples = (await helpExamples())
      .flatMap(shellCommands)
      .filter((words) => programOf(words) !== null);
    const problems = await Promise.all(
      examples.map(async (words) => ({ words, problem: await usageProblem(words) })),
    );
    expect(problems.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(examples.length).toBeGreaterThan(30);
  });
});

/** Whether a command, as a sentence names it, is there and has the options that stand with it. */
function isKnown(words: readonly string[], known: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const end = words.findIndex((word, i) => i > 0 && !/^[a-z]+$/.test(word));
  const names = words.slice(0, end < 0 ? words.length : end);
  const path = [3, 2, 1].map((depth) => names.slice(0, depth).join(" ")).find((one) => known.has(one)) ?? "";
  const isGroup = [...known.keys()].some((one) => one.startsWith(`${path} `));
  // A group's next word has to be one of its commands; that of another command is an argument.
  if (isGroup && names.length > path.split(" ").length) return false;
  return words.every((word) => !/^--[a-z]/.test(word) || known.get(path)?.has(word.replace(/[=|].*/, "")));
}

/** Commands that messages and comments of the product's code name. */
function sentencesInCode(): { code: string; place: string }[] {
  return repositoryFiles()
    .filter((path) => /\.(?:ts|js|mjs)$/.test(path) && !/\.test\.ts$|[\\/]test[\\/]/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\\?`((?:hugginggpt|indexer|registry) [^`\\\n$]+)\\?`/g)].map(
        ([, code = ""]) => ({ code, place: relative(ROOT, path) }),
      ),
    );
}
