const {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

const HEAD = "(function (exports, require, module, __filename, __dirname) {";

/**
 * Loads a bundled file and what it requires as Node would, and returns what it exports. V8's compiled code of each file is
 * kept in `compiled/` beside the bundle, where whoever may write may write the bundle, too. It is taken where V8 takes it,
 * and is that of a file by the hash in its name; V8 looks at the length of the text only. After a start that had to
 * compile a whole file, it is written anew with every function that has been used.
 */
function loadBundled(dist, entry) {
  const bundled = join(dist, "bundled");
  // Neither V8's version nor its flags say for which processor the code is. One program does not use what another does.
  const machine = `${process.version}-${process.platform}-${process.arch}`;
  const compiled = join(dist, "compiled", machine, entry);
  const isKept = process.env.NODE_DISABLE_COMPILE_CACHE === undefined;
  const requireOther = createRequire(join(bundled, entry));
  const modules = new Map();
  const scripts = new Map();
  let isNew = false;

  const load = (name) => {
    const known = modules.get(name);
    if (known) return known.exports;
    const filename = join(bundled, name);
    const source = `${HEAD}${readFileSync(filename, "utf8")}\n})`;
    // The name of an entry has no hash.
    const keep = isKept && name !== entry;
    const cachedData = keep ? readIfThere(join(compiled, name)) : undefined;
    const script = new Script(source, { filename, columnOffset: -HEAD.length, cachedData });
    if (keep) scripts.set(name, script);
    isNew ||= keep && script.cachedDataRejected !== false;
    const module = { exports: {} };
    modules.set(name, module);
    try {
      script.runInThisContext()(module.exports, requireFrom, module, filename, bundled);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  };
  const requireFrom = Object.assign(
    (name) => (name.startsWith("./") ? load(name.slice(2)) : requireOther(name)),
    requireOther,
    // What `import()` becomes in the bundle: code from the cache has none of its own.
    { import: (name) => import(name) },
  );
  process.once("exit", () => {
    if (isNew) keepCompiled(compiled, scripts);
  });
  return load(entry);
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Whoever may not write there, or has no room, starts without. A torn file would crash V8: it does not check what it is given. */
function keepCompiled(folder, scripts) {
  let part = "";
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    for (const [name, script] of scripts) {
      part = join(folder, `${name}.${process.pid}`);
      const file = openSync(part, "wx", 0o644);
      writeFileSync(file, script.createCachedData());
      fsyncSync(file);
      closeSync(file);
      renameSync(part, join(folder, name));
    }
  } catch {
    // The next start tries again.
    removeIfThere(part);
  }
}

function removeIfThere(path) {
  try {
    rmSync(path, { force: true });
  } catch {
    // Nor can it be removed.
  }
}

module.exports = { loadBundled };
