import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import { runCli } from "./cli.js";
import type { CliResult } from "./running-cli.js";
import { OPENAI_SECRET } from "./secrets.js";
import { syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

describe("the registry after a sync of one task", () => {
  it("has the starter set for the others, whether it was used before or not", async () => {
    const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    onTestFinished(() => hub.close());
    const home = tempHome();
    const args = ["sync", "--task", "translation", "--json"];
    const synced = await runCli("indexer", args, { home, env: { HF_ENDPOINT: hub.url } });
    expect(JSON.parse(synced.stdout)).toMatchObject({ models: { added: 3 } });
    const { models } = JSON.parse((await runCli("registry", ["stats", "--json"], { home })).stdout);
    expect(models.starter).toBeGreaterThan(50);
    const about = ["search", "anything", "--license", "none-such"];
    expect((await runCli("registry", about, { home })).stderr).not.toContain("starter set");
  });
});

describe("the registry before any sync", () => {
  const home = makeHome();
  let first: CliResult;
  const registry = (...args: string[]): Promise<CliResult> => runCli("registry", args, { home: home.path });
  beforeAll(async () => {
    first = await registry("search", "translate to German", "--json");
  });
  afterAll(() => home.remove());

  it("fills itself with the starter set, and says so and what fetches the Hub's", () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/starter set: \d+ models.*`indexer sync` replaces them with the Hub's/);
    expect(JSON.parse(first.stdout).results.length).toBeGreaterThan(0);
  });

  it("says it once", async () => {
    expect((await registry("search", "translate to German")).stderr).not.toContain("starter set");
  });

  it("shows models, tasks and counts", async () => {
    const [best] = JSON.parse(first.stdout).results;
    expect((await registry("show", best.id)).stdout).toContain(best.id);
    const { tasks } = JSON.parse((await registry("tasks", "--json")).stdout);
    const speech = { id: "text-to-speech", runnable: 1, where: [{ at: "builtin:flite", models: 1 }] };
    expect(tasks).toContainEqual(expect.objectContaining(speech));
    const stats = JSON.parse((await registry("stats", "--json")).stdout);
    expect(stats).toMatchObject({ models: { hub: 0 }, file: join(home.path, "registry.sqlite") });
    expect(stats.models.starter).toBeGreaterThan(50);
  });

  it("prints for each task its arguments, outputs, aliases and where how many models can run", async () => {
    const { stdout } = await registry("tasks");
    expect(stdout).toMatch(/^task +models +run here +where +arguments +returns +aliases$/m);
    expect(stdout).toMatch(/^canny-control +1 +1 +1 builtin:canny +image +image +canny, /m);
    expect(stdout).toMatch(/^text-to-audio +\d+ +0 +text, duration\? +audio /m);
    const env = { OPENAI_API_KEY: OPENAI_SECRET };
    const asked = await runCli("registry", ["tasks"], { home: home.path, env });
    expect(asked.stdout).toMatch(
      /^summarization +\d+ +1 +1 builtin:textrank, language model +text, max_sentences\? +text /m,
    );
  });

  it.each([
    ["made-up words", ["xqzzv blorp"]],
    ["letters of another script that no card has", ["пгтрщ"]],
    ["made-up words beside a task", ["grelnak vompitz", "--task", "summarization"]],
  ])("says that nothing matched, in the document too: %s", async (_, args) => {
    const plain = await registry("search", ...args, "-k", "3");
    expect(plain.stderr).toMatch(/^Nothing matched; /m);
    expect(plain.stdout.startsWith(" 1. builtin/")).toBe(false);
    const page = JSON.parse((await registry("search", ...args, "--json")).stdout);
    expect(page).toMatchObject({ matched: false });
    expect(page.results.length).toBeGreaterThan(0);
  });

  it.each([
    ["words", ["translate to German"]],
    ["a misspelled word", ["sumarization"]],
    ["a task", ["medical articles", "--task", "summarization"]],
  ])("says nothing of the kind where something matches: %s", async (_, args) => {
    const plain = await registry("search", ...args, "-k", "2");
    expect(plain.stderr).toMatch(/^Showing 2 of \d+ matching models\.$/m);
    expect(JSON.parse((await registry("search", ...args, "--json")).stdout)).toMatchObject({ matched: true });
  });

  it("shows no tool for a licence that the starter set does not know", async () => {
    const end = await registry("search", "summarize legal contracts", "--license", "apache-2.0");
    expect(end.stdout).toBe("");
    expect(end.stderr).toMatch(/Nothing matched\.\nThe starter set has no licences/);
  });

  it.each([
    [["search", "x", "--license", "apache2"], "Did you mean apache-2.0?"],
    [["search", "x", "--provider", "buitin"], "Did you mean builtin?"],
    [["search", "x", "--orgs", "gogle"], "Did you mean google?"],
    [["search", "x", "--language", "germn"], "Did you mean German?"],
    [["search", "x", "--task", "sumarization"], "Did you mean summarization?"],
    [["show", "bart-large-cn"], "Did you mean facebook/bart-large-cnn?"],
    [["show", "facebok/bart-large-mnli"], "Did you mean facebook/bart-large-mnli"],
  ])("suggests what was meant by %j, once", async (args, said) => {
    const { stderr } = await registry(...args);
    expect(stderr).toContain(said);
    expect(stderr.split("Did you mean")).toHaveLength(2);
  });

  it.each([
    [["--licenses", "apache2"], "No model has the licence apache2. Did you mean apache-2.0?"],
    [["--providers", "buitin"], "No model has the provider buitin. Did you mean builtin?"],
    [["--orgs", "gogle"], "No model has the owner gogle. Did you mean google?"],
  ])("suggests to a run what was meant by %j, once", async (args, said) => {
    const request = ["run", "make a 3D object of a chair", "--dry-run", ...args];
    const { stderr } = await runCli("hugginggpt", request, { home: home.path });
    expect(stderr.replace(/\s+/g, " ")).toContain(said);
    expect(stderr.split("Did you mean")).toHaveLength(2);
  });

  it("says of an unknown model where to look for it, and ends with 1", async () => {
    const end = await registry("show", "nobody/nothing");
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/no model "nobody\/nothing".*registry search/s);
  });

  it("keeps built-in tools after a sync, and the starter's models give way to the Hub's", async () => {
    const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    await syncAll({ hub, home: home.path });
    await hub.close();
    const { models } = JSON.parse((await registry("stats", "--json")).stdout);
    expect(models).toMatchObject({ hub: 37, starter: 0 });
    expect(models.builtin).toBeGreaterThan(3);
  });
});
