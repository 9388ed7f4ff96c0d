import { describe, expect, it } from "vitest";
import { foreignPackages, foreignStages, roomOf } from "./rooms.js";
import { parseSource, readSources, type SourceFile, type Use } from "./source-file.js";

/** Files above the ceiling of 400 lines. This list may only shrink. */
const LONG_FILES: readonly string[] = [];
const CEILING = 400;
const MEDIAN = 80;
const LONGEST_FUNCTION = 60;

const SQL = /^(?:better-sqlite3|drizzle-orm)(?:\/|$)/;
const NETWORK = /^(?:undici|(?:node:)?(?:http|https|http2|net|tls|dgram))$/;
const CODE = /^(?:node:)?(?:vm|repl|inspector)(?:\/|$)/;
const DEVICES =
  /^(?:node:)?(?:fs|fs\/promises|child_process|worker_threads|http|https|http2|net|tls|dgram|dns|dns\/promises)$/;
const NETWORK_ROOMS = [
  "packages/indexer/src/hub/",
  "packages/runtime/src/backends/",
  "packages/shared/src/http/",
  "packages/server/src/listen.ts",
  // The page asks its own server.
  "apps/web/src/",
  // Where the HTTP module is given its fetch.
  "apps/cli/src/compose/http.ts",
];
const SQL_ROOMS = [
  "packages/indexer/src/store/",
  "packages/runtime/src/journal/",
  "packages/runtime/src/queue/",
  "packages/shared/src/locks/",
  "packages/shared/src/postgres/",
];

/** They read what the installed package brings, or what they themselves have just written. */
const READERS_OF_OURS = [
  "apps/cli/src/commands/local/install-runtime.ts",
  "apps/cli/src/compose/help-topics.ts",
  "apps/cli/src/program/asking/edit-plan.ts",
  "apps/cli/src/program/show-pictures.ts",
  "apps/cli/src/program/version.ts",
  "packages/indexer/src/retrieval/index-files/file-checksum.ts",
  "packages/local/src/models/download-file.ts",
  "packages/local/src/tools/text-reader.ts",
  "packages/local/src/worker/load-kit.ts",
  "packages/runtime/src/backends/builtin/reading/recognizer.ts",
  "packages/runtime/src/backends/builtin/voice/flite-worker.ts",
  "packages/runtime/src/backends/builtin/voice/flite.ts",
  "packages/server/src/page.ts",
  "packages/shared/src/files/open-file.ts",
  "packages/shared/src/pictures/png-worker.ts",
  // Standard input, a pipe or a file, opened without waiting.
  "apps/cli/src/program/standard-input.ts",
  // A regular file, by its state.
  "apps/cli/src/program/mark-latest.ts",
];

const STAGES =
  /^packages\/runtime\/src\/(?:planner|selector|executor|responder|backends|controllers|artifacts|telemetry)\//;
const RESUMING = /replay|resum(?:e|ing|ption)|rerun|retell/i;

const SOURCES = readSources();
const PRODUCT = SOURCES.filter(({ isTest, path }) => !isTest && roomOf(path)?.folder !== "testing");
const PACKAGES = PRODUCT.filter(({ path }) => path.startsWith("packages/"));

/** Returns `file imports specifier` for each import that `breaks` finds. */
function importsOf(files: readonly SourceFile[], breaks: (file: SourceFile) => readonly string[]): string[] {
  return files.flatMap((file) => breaks(file).map((specifier) => `${file.path} imports ${specifier}`));
}

/** Returns `file:line uses what` for each use of the given things. */
function usesOf(files: readonly SourceFile[], ...what: readonly Use["what"][]): string[] {
  return files.flatMap(({ path, uses }) =>
    uses.filter((use) => what.includes(use.what)).map((use) => `${path}:${use.line} uses ${use.what}`),
  );
}

function outside(rooms: readonly string[]): (file: SourceFile) => boolean {
  return ({ path }) => !rooms.some((room) => path.startsWith(room));
}

describe("architecture", () => {
  it("reads the sources", () => {
    expect(SOURCES.length).toBeGreaterThan(50);
    expect(SOURCES.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });

  it("keeps packages apart: shared knows none of ours, the server shared and runtime, the others shared only", () => {
    expect(importsOf(SOURCES, foreignPackages)).toEqual([]);
  });

  it("gives no process or thread of ours this one's environment, which holds tokens and keys", () => {
    const starts = PACKAGES.flatMap(({ path, text }) =>
      [...text.matchAll(/(?:new Worker|\bfork|new Piscina|\bspawn|\bexecFile)\((?:[^;]*?)\)?;/g)].map(
        ([start]) => ({ path, isBare: /\benv: \{\}/.test(start) }),
      ),
    );
    expect(starts.length).toBeGreaterThan(3);
    expect(starts.filter(({ isBare }) => !isBare)).toEqual([]);
  });

  it("keeps stages apart: a stage folder knows shared and itself; only sync, run-request and index name several", () => {
    expect(importsOf(SOURCES, foreignStages)).toEqual([]);
  });

  it("keeps I/O out of shared, but for its HTTP module, its threads, its lock on a file, the folders that it makes and what opens files", () => {
    const shared = PRODUCT.filter(
      ({ path }) => path.startsWith("packages/shared/") && !path.startsWith("packages/shared/src/http/"),
    );
    const allowed = [
      "files/open-file.ts imports node:fs", // What opens files, for the rooms that have them.
      "files/open-file.ts imports node:fs/promises",
      "folders/make-folder.ts imports node:fs",
      "locks/file-lock.ts imports node:fs",
      "pictures/png-worker.ts imports node:fs/promises", // Its decoder lies beside it.
      "pictures/png-worker.ts imports node:worker_threads",
      "sound/sound-worker.ts imports node:worker_threads",
      "threads/in-thread.ts imports node:worker_threads",
      "video/mp4-worker.ts imports node:worker_threads",
    ].map((line) => `packages/shared/src/${line}`);
    expect(importsOf(shared, ({ imports }) => imports.filter((name) => DEVICES.test(name)))).toEqual(allowed);
  });

  it("opens what a user or a stranger names by what waits for no pipe; only what is ours is read directly", () => {
    const direct = /import \{[^}]*\b(?:readFile|readFileSync|createReadStream)\b[^}]*\} from "node:fs/;
    const files = PRODUCT.filter(
      ({ text, path }) => direct.test(text) && !path.includes("/testing/") && !READERS_OF_OURS.includes(path),
    );
    expect(files.map(({ path }) => path)).toEqual([]);
    const waiting = PRODUCT.filter(({ text }) => /\bopen(?:Sync)?\([^;]*"r"\)/.test(text)).map(
      ({ path }) => path,
    );
    expect(waiting).toEqual(["packages/runtime/src/objects/write-file.ts"]); // A folder, to sync it.
  });

  it("keeps the screen, the environment and the exit code in the apps", () => {
    expect(usesOf(PACKAGES, "console", "process.env", "process.exit")).toEqual([]);
  });

  it("decides by codes: no message, reason or described error is matched", () => {
    expect(usesOf(PRODUCT, "message match")).toEqual([]);
  });

  it("runs no text as code", () => {
    expect(usesOf(SOURCES, "eval")).toEqual([]);
    expect(importsOf(SOURCES, ({ imports }) => imports.filter((name) => CODE.test(name)))).toEqual([]);
  });

  it("keeps the network in hub, backends and the shared HTTP module", () => {
    const outsiders = outside(NETWORK_ROOMS);
    expect(usesOf(PRODUCT.filter(outsiders), "fetch")).toEqual([]);
    const files = PACKAGES.filter(outsiders);
    expect(importsOf(files, ({ imports }) => imports.filter((name) => NETWORK.test(name)))).toEqual([]);
  });

  it("makes folders by makeFolder: Node's recursive mkdir never returns in /proc", () => {
    const others = PRODUCT.filter(({ path }) => !path.endsWith("/folders/make-folder.ts"));
    const makers = others.filter(({ text }) => /\bmkdir(?:Sync)?\(/.test(text));
    expect(makers.map(({ path }) => path)).toEqual([]);
  });

  it("keeps SQL in the indexer's store, the runtime's journal and queue, and what shared has for them", () => {
    const files = PRODUCT.filter(outside(SQL_ROOMS));
    expect(importsOf(files, ({ imports }) => imports.filter((name) => SQL.test(name)))).toEqual([]);
  });

  it(`keeps files under ${CEILING} lines, the median under ${MEDIAN}`, () => {
    const long = PRODUCT.filter(({ lines, path }) => lines > CEILING && !LONG_FILES.includes(path));
    expect(long.map(({ path, lines }) => `${path} has ${lines} lines`)).toEqual([]);
    const sizes = PRODUCT.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(MEDIAN);
  });

  it("keeps no file on the list of long files that is gone or short", () => {
    const long = SOURCES.filter(({ lines }) => lines > CEILING).map(({ path }) => path);
    expect(LONG_FILES.filter((path) => !long.includes(path))).toEqual([]);
  });

  it(`keeps functions within ${LONGEST_FUNCTION} lines`, () => {
    const long = PRODUCT.filter(({ longestFunction }) => longestFunction.lines > LONGEST_FUNCTION);
    expect(
      long.map(
        ({ path, longestFunction: { line, lines } }) => `${path}:${line} is a function of ${lines} lines`,
      ),
    ).toEqual([]);
  });

  it("loads no whole package of ours by import(): whoever imports anything of it would load all of it", () => {
    const whole = PRODUCT.filter(({ text }) => /\bimport\("@hugginggpt\/\w+"\)(?!\.)/.test(text));
    expect(whole.map(({ path }) => path)).toEqual([]);
  });

  it("has no banners, default exports or `export *`", () => {
    expect(usesOf(SOURCES, "banner", "default export", "export *")).toEqual([]);
  });

  it("keeps stages from knowing of replays and resumed runs", () => {
    // "Resume" is a summary in Spanish: words of other languages know nothing of runs.
    const stages = PRODUCT.filter(({ path }) => STAGES.test(path) && !path.includes("/glossed/"));
    expect(stages.length).toBeGreaterThan(100);
    const knowing = stages.flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, at) => (RESUMING.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    );
    expect(knowing).toEqual([]);
  });

  it("names files in kebab-case", () => {
    expect(
      SOURCES.map(({ path }) => path).filter((path) => !/^[a-z0-9/-]+(?:\.(?:test|svelte))?\.ts$/.test(path)),
    ).toEqual([]);
  });
});

describe("the architecture rules themselves", () => {
  const stage = "packages/indexer/src/hub/list.ts";

  it("see imports of every kind, type imports included", () => {
    const { imports } = parseSource(
      stage,
      'import type { A } from "a";\nexport { b } from "b";\nexport type { C } from "c";\ntype D = import("d").D;\nawait import("e");\nimport "f";\n',
    );
    expect(imports).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("see forbidden uses with their lines and spare names that only look alike", () => {
    const text =
      '// ==== part\nconsole.log(process.env.HOME);\nglobalThis.fetch("x");\nprocess.exit(1);\nthing.fetch("y");\nmy.console.log();\nnew Function(x);\neval(x);\n';
    expect(parseSource(stage, text).uses).toEqual([
      { what: "console", line: 2 },
      { what: "process.env", line: 2 },
      { what: "fetch", line: 3 },
      { what: "process.exit", line: 4 },
      { what: "eval", line: 7 },
      { what: "eval", line: 8 },
      { what: "banner", line: 1 },
    ]);
  });

  it("see decisions by messages, also through helpers, and spare sentences that are put together", () => {
    const decisions = [
      "if (/limit/.test(fault.message)) stop();",
      'if (error.message.includes("gone")) stop();',
      "if (LEFT.exec(outcome.reason)?.groups) stop();",
      "if (/x/.test(describeError(error))) stop();",
      'if (message.toLowerCase().startsWith("no ")) stop();',
      "if (outcome.reason === OUT_OF_TIME) stop();",
      'if (error.message === "gone away") stop();',
      "switch (error.message) {}",
      'if (problem.startsWith("PLAN_LIMIT")) stop();',
      "if (KNOWN.includes(error.message)) stop();",
    ];
    const others = [
      'const line = outcome.reason.replace(/\\.$/, "");',
      'if (typeof error.message === "string") say(error.message);',
      'if (outcome.reason === "timeout") stop();',
      'if (error === signal.reason || error.code === "ENOENT") stop();',
      'if (CODES.includes(fault.code) && fault.about.includes("input")) stop();',
      "if (/gone/.test(said)) stop();",
    ];
    const found = (line: string) => parseSource(stage, `${line}\n`).uses.map(({ what }) => what);
    expect(decisions.map(found)).toEqual(decisions.map(() => ["message match"]));
    expect(others.map(found)).toEqual(others.map(() => []));
  });

  it("refuse a sibling stage, a file beside the stages and another package", () => {
    const text =
      'import "../store/open.js";\nimport "../index.js";\nimport "./page.js";\nimport "@hugginggpt/runtime";\n';
    const file = parseSource(stage, text);
    expect(foreignStages(file)).toEqual(["../store/open.js", "../index.js"]);
    expect(foreignPackages(file)).toEqual(["@hugginggpt/runtime"]);
    expect(foreignPackages(parseSource(stage, 'import "../../../runtime/src/index.js";\n'))).toHaveLength(1);
    for (const [path, count] of [
      ["packages/server/src/x.ts", 0],
      ["packages/local/src/x.ts", 1],
      ["apps/cli/src/x.ts", 0],
    ] as const)
      expect(foreignPackages(parseSource(path, 'import "@hugginggpt/runtime";\n'))).toHaveLength(count);
    expect(
      foreignPackages(parseSource("packages/server/src/x.ts", 'import "@hugginggpt/indexer";\n')),
    ).toHaveLength(1);
    expect(
      foreignPackages(parseSource("packages/shared/src/x.ts", 'import "@hugginggpt/shared";\n')),
    ).toHaveLength(1);
  });

  it("let only sync, run-request and index name several stages", () => {
    const text = 'import "./hub/list.js";\nimport "./store/open.js";\n';
    const foreign = (path: string) => foreignStages(parseSource(path, text)).length;
    expect(
      ["sync.ts", "index.ts", "sync.test.ts", "helper.ts"].map((name) =>
        foreign(`packages/indexer/src/${name}`),
      ),
    ).toEqual([0, 0, 0, 2]);
  });
});
