import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dependenciesOf,
  link,
  type PackedPackage,
  type StrangersFolder,
  strangersFolder,
} from "./packed-packages.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Megabytes at most, packed and unpacked. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  hugginggpt: [3.5, 13.5],
  "@hugginggpt/indexer": [0.25, 0.8],
  "@hugginggpt/local": [0.06, 0.2],
  "@hugginggpt/runtime": [0.47, 1.4],
  "@hugginggpt/server": [0.08, 0.25],
  "@hugginggpt/shared": [0.25, 0.75],
};

describe("the packages that can be published", () => {
  let stranger: StrangersFolder;
  beforeAll(() => {
    stranger = strangersFolder();
  });
  afterAll(() => stranger.remove());

  const each = <T>(of: (one: PackedPackage) => T) =>
    Object.fromEntries(stranger.packages.map((one) => [one.name, of(one)]));
  const none = () => each(() => []);

  /** Runs a file in the stranger's folder, with nothing of this process's environment. */
  const run = (file: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(stranger.path, file), ...args], {
      cwd: stranger.path,
      encoding: "utf8",
      env: { HOME: join(stranger.path, "home"), COLUMNS: "80" },
    });
  const program = (name: string, ...args: string[]) => run(`node_modules/hugginggpt/bin/${name}.js`, ...args);

  it("are within their sizes", () => {
    const tooLarge = ({ name, size, unpackedSize }: PackedPackage) => {
      const [packed = 0, unpacked = 0] = LIMITS[name] ?? [];
      return [size / 1e6, unpackedSize / 1e6].filter((mb, index) => mb > (index ? unpacked : packed));
    };
    expect(each(tooLarge)).toEqual(none());
  });

  it("hold no sources, tests, testing helpers or maps, and say their licence", () => {
    const foreign = /\.test\.|(^|\/)testing\/|\.map$|(?<!\.d)\.ts$|tsbuildinfo|(^|\/)src\//;
    expect(each(({ paths }) => paths.filter((path) => foreign.test(path)))).toEqual(none());
    for (const { paths, manifest, folder } of stranger.packages) {
      expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
      expect(manifest).toMatchObject({ license: "MIT", engines: { node: ">=20.19.0" } });
      expect(readFileSync(join(ROOT, folder, "LICENSE"), "utf8")).toBe(
        readFileSync(join(ROOT, "LICENSE"), "utf8"),
      );
    }
    const [product] = stranger.packages.filter(({ name }) => name === "hugginggpt");
    expect(product?.paths).toEqual(
      expect.arrayContaining([
        "dist/bundled/licences.txt",
        "dist/page/licences.txt",
        "dist/page/index.html",
        "dist/local-runtime/package-lock.json",
      ]),
    );
  });

  it("are listed in NOTICE.md with what they hold and install", () => {
    const checked = spawnSync(process.execPath, [join(ROOT, "scripts", "notice.mjs"), "--check"], {
      encoding: "utf8",
    });
    expect(checked).toMatchObject({ status: 0, stderr: "" });
  });

  it("name each other by exact version", () => {
    const versions = new Map(stranger.packages.map(({ name, manifest }) => [name, manifest.version]));
    const inexact = ({ manifest }: PackedPackage) =>
      Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies }).filter(
        ([name, version]) => !/^\d/.test(version) || (versions.get(name) ?? version) !== version,
      );
    expect(each(inexact)).toEqual(none());
  });

  it("import what they name, and nothing else", () => {
    const unlike = (one: PackedPackage) => {
      const files = one.paths.filter((path) => /\.c?js$/.test(path) && !path.startsWith("dist/page/"));
      const texts = files.map((path) =>
        readFileSync(join(stranger.path, "node_modules", one.name, path), "utf8"),
      );
      const imported = new Set(texts.flatMap(packagesIn));
      const named = dependenciesOf(one.manifest);
      const isUsed = (name: string) => texts.some((text) => text.includes(`"${name}`));
      return [
        ...[...imported].filter((name) => name !== one.name && !named.includes(name)),
        ...named.filter((name) => !isUsed(name)),
      ];
    };
    expect(each(unlike)).toEqual(none());
  });

  it("pass publint", async () => {
    for (const { name, tarball } of stranger.packages) {
      const bytes = new Uint8Array(readFileSync(tarball));
      const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer } });
      expect([name, messages.map((message) => formatMessage(message, pkg))]).toEqual([name, []]);
    }
  });

  it("run in a folder outside the checkout, with an empty home and no credentials", () => {
    const ran = program(
      "hugginggpt",
      "run",
      "summarize: Rain fell all day. The river rose. Nobody was hurt.",
      "--json",
    );
    expect(ran).toMatchObject({ status: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: "done" });
    const found = program("registry", "search", "sentiment of financial news");
    expect(found).toMatchObject({ status: 0, stdout: expect.stringContaining("/") });
    expect(program("indexer", "--help")).toMatchObject({ status: 0, stderr: "" });
  });

  it("say how to build SQLite where it was not built", () => {
    const sqlite = join(stranger.path, "node_modules/hugginggpt/node_modules/better-sqlite3");
    const built = realpathSync(sqlite);
    rmSync(sqlite);
    for (const part of ["lib", "package.json"])
      cpSync(join(built, part), join(sqlite, part), { recursive: true });
    link("bindings", ".", sqlite);
    const { status, stderr } = program("hugginggpt", "runs", "list");
    const found = program("registry", "search", "cats");
    rmSync(sqlite, { recursive: true });
    link("better-sqlite3", ".", dirname(dirname(sqlite)));
    expect({ status: found.status, stderr: found.stderr.replaceAll(/\s+/g, " ") }).toEqual({
      status: 3,
      stderr: expect.stringMatching(
        /^error: The compiled part of better-sqlite3 does not load in Node [\d.]+ \(it was never built\)\. Run `npm rebuild better-sqlite3 --ignore-scripts=false --prefix ".*hugginggpt"`/,
      ),
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  it("are imported and type-checked by a program of a stranger", () => {
    const entries = stranger.packages.flatMap(({ name, manifest }) =>
      Object.keys(manifest.exports as object)
        .filter((entry) => !entry.endsWith(".json"))
        .map((entry) => name + entry.slice(1)),
    );
    const imports = entries.map((entry, index) => `import * as m${index} from "${entry}";`);
    const all = `[${entries.map((_, index) => `m${index}`)}]`;
    writeFileSync(join(stranger.path, "program.mts"), `${imports.join("\n")}\nconsole.log(${all}.length);\n`);
    writeFileSync(join(stranger.path, "package.json"), '{ "type": "module", "private": true }\n');
    link("@types/node", ".", stranger.path);
    const options = [
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--strict",
      "--types",
      "node",
      "--skipLibCheck",
    ];
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const checked = spawnSync(process.execPath, [compiler, "program.mts", ...options], {
      cwd: stranger.path,
      encoding: "utf8",
    });
    expect(checked).toMatchObject({ status: 0, stdout: "" });
    expect(run("program.mjs")).toMatchObject({ status: 0, stdout: `${entries.length}\n`, stderr: "" });
  });
});

/** Returns the packages that a module imports, Node's own left out. */
function packagesIn(text: string): string[] {
  const { module } = parseSync("module.js", text);
  const names = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map((entry) => entry.moduleRequest?.value ?? ""),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => {
      return /^"([^"]+)"$/.exec(text.slice(start, end))?.[1] ?? "";
    }),
    ...Array.from(text.matchAll(/^let [\w$]+ = require\("([^"]+)"\)/gm), ([, name = ""]) => name),
  ];
  return names
    .filter((name) => /^[@a-z]/.test(name) && !name.startsWith("node:") && !builtinModules.includes(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
}
