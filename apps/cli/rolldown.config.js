import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { defineConfig } from "rolldown";
import { withLicences } from "./scripts/licences.js";

const inCheckout = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const PACKAGES = ["shared", "indexer", "runtime", "local"].map((name) => `packages/${name}/dist`);
/** Workers lie beside the code that starts them: in the packages' `dist`, and so in the bundle. */
const workers = PACKAGES.flatMap((dist) =>
  readdirSync(inCheckout(dist), { recursive: true })
    .filter((file) => file.endsWith("-worker.js"))
    .map((file) => [basename(file, ".js"), join(inCheckout(dist), file)]),
);

/** What lies beside the bundle, and is published with it: the page, and the pins of what loads models. */
const BESIDE = { page: "apps/web/dist", "local-runtime": "packages/local/runtime" };

const withFiles = {
  name: "files",
  closeBundle() {
    for (const [name, source] of Object.entries(BESIDE)) {
      const folder = fileURLToPath(new URL(`dist/${name}`, import.meta.url));
      rmSync(folder, { recursive: true, force: true });
      if (existsSync(inCheckout(source))) cpSync(inCheckout(source), folder, { recursive: true });
    }
  },
};

/** What is for those who read the repository. */
const NO_HELP = ["README.md", "parity.md"];

/** Puts the pages that `help` shows into the bundle's folder, side by side. */
const withDocs = {
  name: "docs",
  closeBundle() {
    for (const folder of ["docs", "docs/tutorials"].map(inCheckout)) {
      for (const page of readdirSync(folder).filter((one) => one.endsWith(".md") && !NO_HELP.includes(one)))
        cpSync(join(folder, page), fileURLToPath(new URL(`dist/bundled/docs/${page}`, import.meta.url)));
    }
  },
};

/** Forgets what V8 compiled of the files that these replace. */
const withoutCompiled = {
  name: "compiled",
  closeBundle() {
    rmSync(fileURLToPath(new URL("dist/compiled", import.meta.url)), { recursive: true, force: true });
  },
};

/** Has those of Node's modules that take longest to load loaded when they are used. */
const HEAVY =
  /^(\s*(?:let|const) \w+ = )require\("(node:(?:child_process|crypto|stream\/promises|worker_threads))"\);$/gm;
const withLazyModules = {
  name: "lazy-modules",
  renderChunk: (code) => code.replace(HEAVY, '$1new Proxy({}, { get: (_, name) => require("$2")[name] });'),
};

/** A script whose code V8 takes from its cache cannot call `import()`: what is outside the bundle is imported by `load-bundled.js`. */
const withImports = {
  name: "imports",
  renderChunk: (code) => code.replace(/(?<![.\w])import\((?=")/g, "require.import("),
};

const NATIVE_SQLITE = "better-sqlite3/build/Release/better_sqlite3.node";
/** Takes better-sqlite3's native code from where it is built, and says as `bindings` does that it is not there. */
const withNativeSqlite = {
  name: "native-sqlite",
  transform: (code, id) =>
    /better-sqlite3[\\/]lib[\\/]database\.js$/.test(id)
      ? `${code.replace("require('bindings')('better_sqlite3.node')", "loadNative()")}
function loadNative() {
  try {
    return require("${NATIVE_SQLITE}");
  } catch (error) {
    throw Object.assign(error, error.code === "MODULE_NOT_FOUND" && { tries: ["${NATIVE_SQLITE}"] });
  }
}`
      : null,
};

/** Calls the functions of modules of this name, which take nothing, and puts the data that they return in their place: as JSON, of which V8 unpacks nothing before it is used. */
const AT_BUILD = /-at-build\.js$/;
const withDataAtBuild = {
  name: "data-at-build",
  async load(id) {
    if (!AT_BUILD.test(id)) return null;
    const all = Object.entries(await import(pathToFileURL(id).href));
    return all
      .map(([name, make]) => `export const ${name} = () => JSON.parse(${written(make())});`)
      .join("\n");
  },
};

function written(data) {
  const text = JSON.stringify(data);
  if (!isDeepStrictEqual(JSON.parse(text), data)) throw new Error(`JSON does not hold ${text.slice(0, 100)}`);
  return JSON.stringify(text);
}

/** What every start loads, or every one that reads settings or opens the registry, in one file each: opening a file takes as long as compiling 20 kB. */
const TOGETHER = [
  { name: "start", test: /cli[\\/]dist[\\/]program[\\/](?:program|run-process)\.js$/, priority: 3 },
  { name: "configuration", test: /cli[\\/]dist[\\/]config[\\/]configuration\.js$/, priority: 2 },
  { name: "home", test: /cli[\\/]dist[\\/]compose[\\/]open-home\.js$/, priority: 1 },
];

const ALL = {
  platform: "node",
  // What its `main` names loads its parts by names that no bundler sees.
  resolve: { alias: { "jsonc-parser": inCheckout("node_modules/jsonc-parser/lib/esm/main.js") } },
  // Native code, and files that a package finds beside itself, stay where they are.
  external: [
    NATIVE_SQLITE,
    "hnswlib-node",
    "open",
    "piscina",
    "mediabunny",
    "@mediabunny/flac-encoder",
    /^@audio\//,
    /^@jsquash\//,
  ],
  treeshake: { moduleSideEffects: [{ test: /@huggingface[\\/]tasks/, sideEffects: false }] },
};

/**
 * The three commands and what they load, and the workers that they start, in a few files: a command need not look for five
 * hundred. What is imported by `import()` stays apart, and is loaded when it is used. V8's compiled code can be kept of
 * CommonJS only.
 */
export default defineConfig([
  {
    ...ALL,
    input: {
      programs: "dist/programs.js",
      hugginggpt: "dist/hugginggpt.js",
      indexer: "dist/indexer.js",
      registry: "dist/registry.js",
    },
    plugins: [
      withDataAtBuild,
      withNativeSqlite,
      withLazyModules,
      withImports,
      withoutCompiled,
      withFiles,
      withDocs,
      withLicences,
    ],
    output: {
      dir: "dist/bundled",
      format: "cjs",
      strict: true,
      comments: false,
      entryFileNames: "[name].cjs",
      chunkFileNames: "[name]-[hash].cjs",
      cleanDir: true,
      codeSplitting: { groups: TOGETHER },
    },
  },
  {
    ...ALL,
    input: Object.fromEntries(workers),
    plugins: [withDataAtBuild, withNativeSqlite, withLicences],
    output: { dir: "dist/bundled", comments: false },
  },
]);
