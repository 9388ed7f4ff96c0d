import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { processorTime } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import { EVERYTHING } from "../e2e/syncing.js";
import { makeHome, type TempHome } from "../e2e/temp-home.js";
import { type HubRow, INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Ids that are paths, options, devices or other alphabets. */
const HOSTILE_IDS = [
  "..",
  "../..",
  "../../etc/passwd",
  "/abs/olute",
  "org/name@../../x",
  "org/../x",
  "org/name/../../../x",
  "C:\\x\\y",
  "org\\name",
  "org/name?x=1",
  "org/name#x",
  "org/%2e%2e",
  "org/na\u0000me",
  "org/na\nme",
  "org/имя",
  "org/name\u202e",
  `org/${"n".repeat(200)}`,
  "https://evil.example/x",
];

const SEARCHES = [
  '" OR 1=1',
  "' OR '1'='1",
  "'; DROP TABLE models; --",
  "NEAR(",
  "NEAR(a b, 5)",
  "*",
  "a*",
  "^a",
  '"',
  '"""',
  "(((",
  "AND OR NOT",
  "title:a",
  "{title body}:a",
  "-a",
  "a\u0000b",
  "\u0000",
  "%",
  "_",
  "\\",
  "",
  "   ",
  "\ud800",
  "😀".repeat(1000),
  "word ".repeat(200_000),
  "x".repeat(1_000_000),
];

let home: TempHome;
let hub: HubServer;
let models: number;
beforeAll(async () => {
  home = makeHome();
  const good = readHubRows(INVENTED_FILE).slice(0, 20);
  const hostile = HOSTILE_IDS.map(
    (id, n): HubRow => ({
      item: { ...good[0]?.item, _id: `66f00000000000000000${String(n).padStart(4, "0")}`, id },
      readme: `---\nbase_model: ${JSON.stringify(id)}\n---\n# A model`,
    }),
  );
  const based = HOSTILE_IDS.slice(0, 5).map(
    (id, n): HubRow => ({
      item: {
        ...good[1]?.item,
        _id: `66f10000000000000000${String(n).padStart(4, "0")}`,
        id: `based/on-${n}`,
        cardData: { base_model: id, license: id, pipeline_tag: id },
        tags: [`base_model:${id}`, `license:${id}`],
      },
      readme: null,
    }),
  );
  hub = await startHub({ rows: [...good, ...hostile, ...based] });
  const end = await runCli("indexer", [...EVERYTHING, "--json"], {
    home: home.path,
    env: { HF_ENDPOINT: hub.url },
  });
  expect(end.code, end.stderr).toBe(0);
  models = JSON.parse(end.stdout).models.added;
  expect(models).toBe(good.length + based.length);
});
afterAll(async () => {
  await hub?.close();
  home?.remove();
});

function registry(args: readonly string[]) {
  return runCli("registry", args, { home: home.path });
}

describe("search strings (A35)", () => {
  it("are words and nothing else: none fails, changes the registry or takes long", async () => {
    const file = join(home.path, "needs.jsonl");
    const lines = SEARCHES.map((query, n) => JSON.stringify({ qid: `${n}`, query: query || " " }));
    writeFileSync(file, `${lines.join("\n")}\n`);
    const { value: end, ms } = await processorTime(() => registry(["search", "--batch", file, "-k", "5"]));
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout.trim().split("\n")).toHaveLength(SEARCHES.length);
    expect(ms).toBeLessThan(30_000);
    const stats = await registry(["stats", "--json"]);
    expect(stats.stdout).toContain(`${models}`);
  });

  it.each(['" OR 1=1', "NEAR(", "'; DROP TABLE models; --"])(
    "may stand on a command line: %s",
    async (query) => {
      const end = await registry(["search", "--json", "--", query]);
      expect(end.code, end.stderr).toBe(0);
      expect(Array.isArray(JSON.parse(end.stdout).results)).toBe(true);
    },
  );
});

describe("model ids (A37)", () => {
  it("that are paths, addresses or of other letters do not come in by a listing or a base model", async () => {
    const end = await registry(["search", "--json", "-k", "100", "--", "model"]);
    const ids: string[] = JSON.parse(end.stdout).results.map(({ id }: { id: string }) => id);
    expect(ids.filter((id) => !/^[\w.-]{1,96}(\/[\w.-]{1,96})?$/.test(id))).toEqual([]);
    for (let n = 0; n < 5; n++) {
      const shown = await registry(["show", `based/on-${n}`, "--json"]);
      expect(JSON.parse(shown.stdout).model.baseModel, HOSTILE_IDS[n]).toBeNull();
    }
  });

  it.each(["../../etc/passwd", "/etc/passwd", "org/name@../../x", "con"])(
    "on a command line are looked up, not opened: %s",
    async (id) => {
      const end = await registry(["show", "--", id]);
      expect(end).toMatchObject({ code: 1, stdout: "" });
      expect(end.stderr).toMatch(/^error: The registry has no model/m);
      expect(end.stderr).not.toContain("root:");
    },
  );

  it("ask the Hub for nothing but their own card", () => {
    const paths = hub.requests.map(({ path }) => path).filter((path) => !path.startsWith("/api/"));
    expect(
      paths.filter((path) => !/^\/[\w.-]+(\/[\w.-]+)?\/raw\/(main|[0-9a-f]{40})\/README\.md$/.test(path)),
    ).toEqual([]);
  });

  it("of an embedder or a controller never climb in an address", async () => {
    for (const flag of [
      ["--embedder", "hf:../../api/whoami"],
      ["--embedder", "hf:a/../../b"],
    ]) {
      const end = await runCli("registry", ["search", ...flag, "x"], {
        home: home.path,
        env: { HF_INFERENCE_ENDPOINT: hub.url, HF_TOKEN: "hf_x" },
      });
      expect(end.stderr).toContain("Unknown embedder");
    }
    expect(hub.requests.filter(({ path }) => path.includes("whoami"))).toEqual([]);
  });
});

describe("weights (A36)", () => {
  it("are never loaded by what the checkout installs: nothing in it could", () => {
    const lock = readFileSync(join(ROOT, "package-lock.json"), "utf8");
    const packages = Object.keys(JSON.parse(lock).packages).map(
      (path) => path.split("node_modules/").at(-1) ?? "",
    );
    const loaders = packages.filter((name) =>
      /^(onnxruntime|@huggingface\/transformers|@xenova\/|@tensorflow\/|node-llama-cpp|pickle|torch)/.test(
        name,
      ),
    );
    expect(loaders).toEqual([]);
  });

  it("that are pickles or for other programs are named by no source, and no remote code is trusted", () => {
    const found = sources().filter((file) =>
      /["'`/.](safetensors|pkl|pt|pth|gguf)["'`]\s*\)|resolve\/main\/[^"'`]*\.(bin|pt|pkl)|trust_remote_code/.test(
        readFileSync(file, "utf8"),
      ),
    );
    expect(found).toEqual([]);
  });
});

function sources(): string[] {
  return ["packages", "apps"].flatMap((group) =>
    readdirSync(join(ROOT, group)).flatMap((unit) => {
      const src = join(ROOT, group, unit, "src");
      if (!existsSync(src)) return [];
      return readdirSync(src, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    }),
  );
}
