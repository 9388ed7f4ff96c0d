import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readManifest } from "@hugginggpt/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import { tempHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { starterRows } from "../hub/starter-rows.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type Sandbox, startSandbox } from "../sandbox.js";
import { codeBlocks } from "./code-blocks.js";
import { NO_SHELL, runInShell } from "./shell.js";
import { programOf, usageProblem } from "./usage.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PAGES = [
  "README.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const blocks = PAGES.flatMap((page) =>
  codeBlocks(join(ROOT, page)).map((block) => ({ ...block, place: `${page}:${block.line}` })),
);

/** What examples speak of without making it, for the compiler. */
const GIVEN = `
declare const runtime: import("@hugginggpt/runtime").Runtime;
declare const registry: import("@hugginggpt/shared").Registry;
declare const settings: import("@hugginggpt/shared").Settings;
declare const outputs: string;
declare const home: string;
`;

describe.skipIf(NO_SHELL)(`commands of pages${NO_SHELL}`, () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    // What the README shows from the Hub, used enough to be listed by a sync.
    const shown = starterRows().filter(({ item }) => item.id === "ProsusAI/finbert");
    const starters = shown.map(({ item, readme }) => ({ item: { ...item, likes: 100 }, readme }));
    sandbox = await startSandbox({ rows: [...readHubRows(INVENTED_FILE), ...starters], from: "invented" });
  });
  afterAll(() => sandbox.close());

  const pages = PAGES.map((page) => ({
    page,
    runs: codeBlocks(join(ROOT, page)).filter(
      ({ language, flags }) => language === "sh" && !flags.includes("norun"),
    ),
  })).filter(({ runs }) => runs.length > 0);

  it.each(pages)("end well, those of $page, one after the other", async ({ page, runs }) => {
    const home = tempHome();
    cpSync(join(ROOT, "data", "examples"), join(home, "data", "examples"), { recursive: true });
    cpSync(join(ROOT, "data", "examples", "article.txt"), join(home, "letter.txt"));
    mkdirSync(join(home, "photos"));
    for (const name of ["photo.png", "photo.jpg", "photos/one.png", "photos/two.png"])
      writeFileSync(join(home, name), simulatedPng(name));
    const online = Object.entries({ ...sandbox.environment, HUGGINGGPT_HOME: join(home, "home") });
    const pieces = runs.map(({ flags, text }) => {
      const setting = online.map(([name, value]) =>
        flags.includes("offline") && name !== "HUGGINGGPT_HOME"
          ? `unset ${name}`
          : `export ${name}='${value}'`,
      );
      return `${setting.join("\n")}\n${text}`;
    });
    const shown = await runInShell(pieces, { cwd: home, env: {} });
    const failed = shown.flatMap(({ code, printed }, n) =>
      code === 0 ? [] : [`${page}:${runs[n]?.line}: ${code}: ${printed}`],
    );
    expect(failed).toEqual([]);
    expect(shown).toHaveLength(runs.length);
  });
});

describe("JSON of pages", () => {
  const documents = blocks
    .filter(({ language }) => language === "json")
    .map(({ text, place }) => ({ place, text, value: JSON.parse(text) as object }));

  it("is a configuration that is taken, a manifest, or what starts the tools for other assistants", async () => {
    const kinds = { configuration: 0, manifest: 0, client: 0 };
    for (const { place, text, value } of documents) {
      if ("format" in value) {
        kinds.manifest++;
        expect(readManifest(text), place).not.toBeNull();
      } else if ("mcpServers" in value || "servers" in value) {
        kinds.client++;
        const [server] = Object.values(Object.values(value)[0] as object) as {
          command: string;
          args: string[];
        }[];
        expect(server?.command, place).toBe("npx");
        expect(programOf(server?.args ?? []), place).toBe("hugginggpt");
        expect(await usageProblem(server?.args ?? []), place).toBeNull();
      } else {
        kinds.configuration++;
        const home = tempHome();
        writeFileSync(join(home, "page.json"), text);
        const { code, stderr } = await runCli("hugginggpt", ["config", "--config", "page.json"], { home });
        expect({ code, stderr }, place).toMatchObject({ code: 0 });
      }
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(0);
  });
});

describe("TypeScript of pages", () => {
  it("is what the packages take", async () => {
    const examples = join(ROOT, "docs", "examples");
    mkdirSync(join(examples, "dist"), { recursive: true });
    const folder = mkdtempSync(join(examples, "dist", "blocks-"));
    try {
      const written = blocks.filter(({ language }) => language === "ts");
      for (const { place, text } of written)
        writeFileSync(join(folder, `${place.replace(/\W/g, "-")}.ts`), `${text}\nexport {};\n`);
      writeFileSync(join(folder, "given.d.ts"), GIVEN);
      const config = {
        extends: "../../../../tsconfig.base.json",
        compilerOptions: {
          rootDirs: [".", "../.."],
          noEmit: true,
          composite: false,
          incremental: false,
          noUnusedLocals: false,
        },
        include: ["*.ts"],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const said = await promisify(execFile)(process.execPath, [compiler, "-p", folder]).then(
        ({ stdout }) => stdout,
        (error: { stdout: string }) => error.stdout,
      );
      expect(said).toBe("");
      expect(written.length).toBeGreaterThan(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
