import { BUILTIN_TOOLS, type SyncReport } from "@hugginggpt/shared";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CORPUS_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import type { LoggedRequest } from "../loopback/loopback-request.js";
import { runCli } from "./cli.js";
import { dumpRegistry, openRegistryFile } from "./registry-dump.js";
import type { CliResult } from "./running-cli.js";
import { HF_SECRET } from "./secrets.js";
import { CORPUS_NOTE, NO_CORPUS, sortRequests, syncAll } from "./syncing.js";
import { makeHome } from "./temp-home.js";

interface SearchJson {
  readonly query: string;
  readonly task: string | null;
  readonly total: number;
  readonly results: readonly ResultJson[];
}

interface ResultJson {
  readonly id: string;
  readonly task: string | null;
  readonly score: number;
  readonly downloads: number;
  readonly license: string | null;
  readonly endpoints: readonly {
    readonly kind: string;
    readonly provider: string;
    readonly status: string;
  }[];
  /** The parts of the score, and raw figures behind them. */
  readonly why: Readonly<Record<string, unknown>>;
}

describe.skipIf(NO_CORPUS)(`the corpus${CORPUS_NOTE}`, () => {
  const home = makeHome();
  let hub: HubServer;
  /** Of the first sync, as are the requests. */
  let report: SyncReport;
  let requests: readonly LoggedRequest[];
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(CORPUS_FILE) });
    report = await syncAll({ hub, home: home.path });
    requests = [...hub.requests];
  });
  beforeEach(() => hub.clearRequests());
  afterAll(async () => {
    await hub.close();
    home.remove();
  });

  describe("indexer sync", () => {
    it("indexes all 673 models with their cards, endpoints and vectors", () => {
      expect(report).toMatchObject({
        status: "done",
        source: "hub",
        models: { seen: 673, added: 673, updated: 0, unchanged: 0, removed: 0 },
        cards: { fetched: 673, unchanged: 0, missing: 0, gated: 0, failed: 0 },
        vectors: { embedded: 673 + builtInTools(home.path), reused: 0 },
        endpoints: expect.any(Number),
        requests: requests.length,
        seconds: expect.any(Number),
      });
      expect(report.endpoints).toBeGreaterThan(600);
      const { listing, cards } = sortRequests(requests);
      expect(listing).toHaveLength(2);
      expect(new Set(cards.map(({ path }) => path)).size).toBe(673);
      expect(cards).toHaveLength(673);
    });

    it("embeds nothing and reads no card the second time, and changes no row", async () => {
      const before = dumpRegistry(home.path);
      const again = await syncAll({ hub, home: home.path });
      expect(again.vectors).toEqual({ embedded: 0, reused: before.vectors.length });
      expect(again.models).toMatchObject({ added: 0, updated: 0, removed: 0 });
      expect(sortRequests(hub.requests).cards).toEqual([]);
      expect(sortRequests(hub.requests).listing.length).toBeLessThanOrEqual(2);
      expect(dumpRegistry(home.path)).toEqual(before);
    });

    it("is shown by indexer status, with nothing left to do", async () => {
      const status = await runCli("indexer", ["status", "--json"], { home: home.path });
      expect(JSON.parse(status.stdout)).toMatchObject({
        models: { hub: 673, starter: 0 },
        cards: { none: 0, missing: 0, gated: 0, failed: 0 },
        embedder: expect.stringMatching(/^hashed/),
        left: { cards: 0, vectors: 0 },
      });
      const plain = await runCli("indexer", ["status"], { home: home.path });
      expect(plain.stdout).toContain("673 of the Hub");
      expect(plain.stdout).toMatch(/vector index .*exact scan/);
    });

    it("lists what changed in one request where nothing did, and asks each provider once", async () => {
      await syncAll({ hub, home: home.path });
      hub.clearRequests();
      await syncAll({ hub, home: home.path });
      const { listing, endpoints } = sortRequests(hub.requests);
      expect(listing).toHaveLength(1);
      expect(new Set(endpoints.map(pathOf)).size).toBe(endpoints.length);
    });
  });

  describe("registry search", () => {
    const search = (...args: string[]): Promise<CliResult> =>
      runCli("registry", ["search", ...args], { home: home.path });
    const found = async (...args: string[]): Promise<SearchJson> =>
      JSON.parse((await search(...args, "--json")).stdout);

    it("finds ProsusAI/finbert first for the sentiment of financial news", async () => {
      expect((await found("sentiment of financial news")).results[0]?.id).toBe("ProsusAI/finbert");
      const plain = await search("sentiment of financial news", "-k", "3");
      expect(plain.stdout.split("\n")[0]).toMatch(/^ 1\. ProsusAI\/finbert/);
    });

    it("gives only models of the task that --task names, and every field of the contract", async () => {
      const page = await found("English to German", "--task", "translation", "-k", "50");
      expect(page).toMatchObject({ query: "English to German", task: "translation", total: 30 });
      expect(new Set(page.results.map(({ task }) => task))).toEqual(new Set(["translation"]));
      expect(Object.keys(page.results[0] ?? {})).toEqual(
        expect.arrayContaining([
          "id",
          "task",
          "score",
          "downloads",
          "likes",
          "license",
          "endpoints",
          "summary",
          "why",
        ]),
      );
    });

    it("understands aliases and former names of tasks", async () => {
      const chat = await found("small talk", "--task", "conversational", "-k", "100");
      expect(chat.task).toBe("text-generation");
      expect(chat.results.map(({ task }) => task)).toContain("conversational");
      const mood = await found("mood of a review", "--task", "sentiment-analysis", "-k", "5");
      expect(mood.task).toBe("text-classification");
      const old = await found("rewrite a sentence", "--task", "text2text-generation", "-k", "100");
      expect(old.total).toBeGreaterThanOrEqual(30);
    });

    it("orders by score, and the parts that --explain names add up to it", async () => {
      const { results } = await found("recognise cats in photos", "-k", "30");
      const scores = results.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const { score, why } of results) {
        const parts = Object.entries(why).filter(([name]) => name !== "raw");
        const sum = parts.reduce((total, [, part]) => total + Number(part), 0);
        expect(sum).toBeCloseTo(score, 6);
      }
      const explained = await search("recognise cats in photos", "-k", "2", "--explain");
      const printed = [...explained.stdout.matchAll(/score (-?\d+\.\d+) = (.*)/g)];
      expect(printed).toHaveLength(2);
      for (const [, score, parts = ""] of printed) {
        const sum = parts.split(" + ").reduce((total, part) => total + Number(part.split(" ")[1]), 0);
        expect(sum).toBeCloseTo(Number(score), 2);
      }
    });

    it("gives only models that pass every filter", async () => {
      const cheap = await found(
        "a model",
        "--license",
        "apache-2.0",
        "--min-downloads",
        "10000",
        "-k",
        "200",
      );
      expect(cheap.results.length).toBeGreaterThan(5);
      expect(
        cheap.results.every(({ license, downloads }) => license === "apache-2.0" && downloads >= 10_000),
      ).toBe(true);
      const fal = await found("a model", "--provider", "fal-ai", "-k", "200");
      expect(fal.results).toHaveLength(fal.total);
      expect(
        fal.results.every(({ endpoints }) =>
          endpoints.some((one) => one.provider === "fal-ai" && one.status === "live"),
        ),
      ).toBe(true);
      for (const [option, value, sql] of [
        ["--library", "keras", "library = 'keras'"],
        ["--language", "de", "row IN (SELECT row FROM model_languages WHERE language = 'de')"],
        ["--max-params", "100M", "parameters <= 1e8"],
        ["--orgs", "google,Facebook", "id LIKE 'google/%' OR id LIKE 'facebook/%'"],
      ] as const) {
        const page = await found("a model", option, value, "-k", "1000");
        expect(page.results.map(({ id }) => id).sort(), option).toEqual(idsWhere(home.path, sql));
      }
    });

    it("offers with --runnable what can run here: the tools alone without a token, providers' models with one", async () => {
      const tools = await found("speech", "--runnable", "-k", "100");
      expect(tools.results).toHaveLength(BUILTIN_TOOLS.length);
      expect(tools.results.every(({ endpoints }) => endpoints.some(({ kind }) => kind === "builtin"))).toBe(
        true,
      );
      const args = ["search", "speech", "--runnable", "-k", "5", "--json"];
      const env = { HF_TOKEN: HF_SECRET };
      const all: SearchJson = JSON.parse((await runCli("registry", args, { home: home.path, env })).stdout);
      expect(all.total).toBeGreaterThan(tools.total + 100);
    });

    it("answers a batch line by line, in its order", async () => {
      const needs = [
        { qid: "b", query: "sentiment of financial news" },
        { qid: 7, query: "English to German", task: "translation" },
        { qid: "a", query: "depth of a photo" },
      ];
      const input = `${needs.map((need) => JSON.stringify(need)).join("\n\n")}\n`;
      const { stdout, code } = await runCli("registry", ["search", "--batch", "-", "-k", "3"], {
        home: home.path,
        input,
      });
      const answers: (SearchJson & { qid: unknown })[] = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(code).toBe(0);
      expect(answers.map(({ qid }) => qid)).toEqual(["b", 7, "a"]);
      expect(answers.map(({ results }) => results.length)).toEqual([3, 3, 3]);
      expect(answers[1]?.results.every(({ task }) => task === "translation")).toBe(true);
    });

    it("answers every query, also one that is full of the search engine's own syntax", async () => {
      const queries = [
        '"',
        "AND OR NOT",
        "NEAR(cat dog, 3)",
        "title:cat",
        "cat* ^dog",
        "'); DROP TABLE models;--",
      ];
      queries.push(
        "(((",
        "\u0000",
        "日本語 🐈‍⬛",
        "%_\\",
        "-",
        "{a b}:c",
        "x".repeat(100_000),
        "cat ".repeat(5000),
        "",
      );
      const input = queries.map((query, qid) => JSON.stringify({ qid, query })).join("\n");
      const batch = await runCli("registry", ["search", "--batch", "-", "-k", "1"], {
        home: home.path,
        input,
      });
      expect(batch).toMatchObject({ code: 0, stderr: "" });
      expect(batch.stdout.trimEnd().split("\n")).toHaveLength(queries.length);
      expect(await search("--", "-cat", '"NEAR(')).toMatchObject({ code: 0 });
    });

    it("names the nearest tasks for an unknown one, and ends with 2", async () => {
      const end = await search("anything", "--task", "translaton");
      expect(end).toMatchObject({ code: 2, stdout: "" });
      expect(end.stderr).toMatch(/Unknown task "translaton".*Did you mean translation/s);
    });
  });
});

function pathOf({ path }: LoggedRequest): string {
  return path;
}

function builtInTools(home: string): number {
  return dumpRegistry(home).models.filter((row) => row.includes('"source":"builtin"')).length;
}

function idsWhere(home: string, condition: string): string[] {
  const db = openRegistryFile(home);
  try {
    return db.prepare<[], string>(`SELECT id FROM models WHERE ${condition}`).pluck().all().sort();
  } finally {
    db.close();
  }
}
