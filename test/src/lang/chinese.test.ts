import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allTasks } from "@hugginggpt/shared";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import type { Bin } from "../e2e/running-cli.js";
import { catalogues, commanderSource, partsOfHelp, textsUnder } from "./texts.js";

const CATALOGUES = catalogues();
const ENTRIES = [...CATALOGUES.values()].flatMap((one) => Object.entries(one));
const KNOWN = new Map(ENTRIES);
const TEXTS = textsUnder(
  "apps/cli/src",
  ...["shared", "indexer", "runtime", "local", "server"].map((name) => `packages/${name}/src`),
);
const OURS = TEXTS.filter(({ path }) => path.startsWith("apps/cli/"));
/** Output for other programs, the markup of a page (its words are said), and the catalogue's own workings. */
const NOT_READ = /\/(?:schedule|run-page|lang)\/|bash-script|config\/template/;
/** Bugs, commands, names of permissions, what is sent to a language model, markup, and parts of sentences about an account. */
const OTHER =
  /^(?:Internal error|eval |hugginggpt (?:complete|config|doctor)|registry tasks|(?:config|local) \w+$|--runnable local|Make calls|Answer with the word|error: unknown|interrupted by| and may|ask the Hub|the whole$)/;
/** How many there are. It may fall, and does not rise. */
const LEFT = 6;

const placesIn = (text: string): string[] => (text.match(/\{\d+\}/g) ?? []).sort();

describe("the command line in Chinese", () => {
  it("has every sentence that is said, and every noun that is counted", () => {
    const wanted = OURS.flatMap(({ text, by }) =>
      by === "said" ? [text] : by === "counted" ? [`{1} ${text}`] : [],
    );
    expect(wanted.filter((text) => /[a-z]/i.test(text) && !KNOWN.has(text))).toEqual([]);
  });

  it("has every other text of ours that a person reads: faults, descriptions, what tables hold", () => {
    const read = OURS.filter(({ by, path }) => (by === "fault" || by === "plain") && !NOT_READ.test(path));
    const parts = read.flatMap(({ text }) => (text.startsWith("\n") ? partsOfHelp(text) : [text]));
    const english = parts.filter(
      (text) => /[A-Za-z]{2,}[,;:]? [A-Za-z`]{2,}/.test(text) && !OTHER.test(text),
    );
    const said = new Set(OURS.flatMap(({ text, by }) => (by === "said" ? [text] : [])));
    expect([...new Set(english)].filter((text) => !KNOWN.has(text) && !said.has(text))).toEqual([]);
  });

  it(`leaves at most ${LEFT} texts of the packages' faults and refusals in English`, () => {
    const faults = TEXTS.filter(
      ({ by, path, text }) => by === "fault" && path.startsWith("packages/") && /[a-z]{3}.* /i.test(text),
    );
    const left = new Set(faults.map(({ text }) => text).filter((text) => !KNOWN.has(text)));
    expect(left.size).toBeLessThanOrEqual(LEFT);
  });

  it("has the name of every task, and the heading of its results", () => {
    const words = allTasks().flatMap(({ name, heading }) => [name, heading]);
    expect(words.filter((word) => !KNOWN.has(word))).toEqual([]);
  });

  it("puts every value of a sentence into its translation", () => {
    const lossy = ENTRIES.filter(
      ([english, chinese]) => placesIn(english).join() !== placesIn(chinese).join(),
    );
    expect(lossy).toEqual([]);
  });

  it("has each text in one file, and in Chinese", () => {
    expect(ENTRIES.length).toBe(KNOWN.size);
    expect(ENTRIES.filter(([, chinese]) => !/[\p{Script=Han}（：，。]/u.test(chinese))).toEqual([]);
  });

  it("has no text that nothing says any more", () => {
    const said = new Set(
      TEXTS.flatMap(({ text, by }) => [by === "counted" ? `{1} ${text}` : text, ...partsOfHelp(text)]),
    );
    for (const { name, heading } of allTasks()) said.add(name).add(heading);
    const commanders = new Set(commanderSource().match(/[a-z]+/gi));
    const isCommanders = (text: string): boolean =>
      (text.match(/[a-z]+/gi) ?? []).every(
        (word) => commanders.has(word) || commanders.has(word.replace(/s$/, "")),
      );
    expect(
      ENTRIES.map(([english]) => english).filter((text) => !said.has(text) && !isCommanders(text)),
    ).toEqual([]);
  });
});

/** Columns of a line: characters of Chinese and its punctuation take two. */
const widthOf = (line: string): number => line.replace(/[\u3000-\uffef]/g, "xx").length;

/** Three English words in a row, outside of what is to be typed. */
const PROSE = /(?<![\w`'"<>:./-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w`'"<>:/-])/;

describe("its help", () => {
  const home = mkdtempSync(join(tmpdir(), "chinese-"));
  afterAll(() => rmSync(home, { recursive: true }));

  const helpOf = async (bin: Bin, words: readonly string[], env: Readonly<Record<string, string>>) =>
    (await runCli(bin, [...words, "--help"], { home, env })).stdout;

  it.each(["hugginggpt", "indexer", "registry"] as const)(
    "is Chinese in every command of %s",
    async (bin) => {
      const waiting: string[][] = [[]];
      for (let words = waiting.pop(); words; words = waiting.pop()) {
        const help = await helpOf(bin, words, { LANG: "zh_CN.UTF-8" });
        expect(help).toMatch(/^用法：/);
        const [, commands = ""] = help.split(/^命令：$/m);
        for (const [, name = ""] of commands.matchAll(/^ {2}([a-z]+) /gm))
          if (name !== "help") waiting.push([...words, name]);
        const lines = help.split("\n").filter((line) => !/^用法|^ +[$>"{]| {2}# /.test(line));
        expect(lines.filter((line) => PROSE.test(line))).toEqual([]);
        const table = lines.filter((line) => line.startsWith("  ") && !line.includes("  # "));
        expect(table.filter((line) => widthOf(line) > 80)).toEqual([]);
        expect(await helpOf(bin, words, { LANG: "C" })).not.toMatch(/\p{Script=Han}/u);
      }
    },
  );

  it("says in Chinese what is wrong with a command line", async () => {
    const wrong = [
      ["run", "--frobnicate"],
      ["run", "--jsn"],
      ["plan"],
      ["run", "-k", "x"],
      ["run", "--policy", "x"],
      ["run", "--plan-only", "--dry-run"],
      ["run", "--file"],
      ["doctor", "x"],
      ["rnu"],
      ["run", "--lang", "fr"],
    ];
    for (const args of wrong) {
      const { code, stderr } = await runCli("hugginggpt", args, { home, env: { HUGGINGGPT_LANG: "zh" } });
      if (args.includes("fr")) expect(stderr).toContain("Allowed choices are en, zh.");
      else expect(stderr).toMatch(/^错误：/);
      expect([code, args.includes("fr") ? null : PROSE.exec(stderr)]).toEqual([2, null]);
    }
  });
});

describe("a run in Chinese", () => {
  const home = mkdtempSync(join(tmpdir(), "chinese-run-"));
  const article = fileURLToPath(new URL("../../../data/examples/article.zh.txt", import.meta.url));
  afterAll(() => rmSync(home, { recursive: true }));

  it("summarizes a Chinese text, says so in Chinese, and keeps documents English", async () => {
    const chinese = { LANG: "zh_CN.UTF-8" };
    const run = await runCli("hugginggpt", ["总结这篇文章", "-f", article], { home, env: chinese });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining("里斯本的老港口图书馆") });
    expect(run.stderr).toMatch(/模型库原来是空的.*\n(?:.*\n)*已完成，用时 .* · 没有语言模型，由规则规划/);
    for (const words of [["runs", "list"], ["runs", "show", "last"], ["config"]]) {
      const [one, other] = await Promise.all(
        [chinese, { LANG: "C" }].map((env) => runCli("hugginggpt", [...words, "--json"], { home, env })),
      );
      expect(one?.stdout).toBe(other?.stdout);
    }
  });
});
