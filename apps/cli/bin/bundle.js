import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

/** Bytes of a SHA-256, which stands before the code: of the bundle and the code together. */
const HASH_BYTES = 32;
/** As of every CommonJS module, and how it imports packages: kept code does not tell Node where an `import()` stands. */
const PARAMETERS = "exports, require, module, __filename, __dirname, importPackage";

/**
 * Loads a bundle (CommonJS) with the compiled code that the build kept beside it, and returns its exports, its source
 * and its script. Without such code, with code of another bundle or with damaged code it is compiled; so it is where V8
 * refuses the code, as that of another version of Node.
 */
export function loadBundle(file) {
  const source = readFileSync(file);
  const script = new Script(`(function (${PARAMETERS}) { ${source.toString()}\n})`, {
    filename: file,
    cachedData: keptCode(file, source),
  });
  const module = { exports: {} };
  const load = script.runInThisContext();
  load(module.exports, createRequire(file), module, file, dirname(file), (name) => import(name));
  return { file, source, script, exports: module.exports };
}

/** Keeps the code of a loaded bundle beside it, with that of all functions that were called so far. */
export function keepCode({ file, source, script }) {
  const code = script.createCachedData();
  writeFileSync(codeFile(file), Buffer.concat([hashOf(source, code), code]));
}

function keptCode(file, source) {
  let kept;
  try {
    kept = readFileSync(codeFile(file));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
  const code = kept.subarray(HASH_BYTES);
  return hashOf(source, code).equals(kept.subarray(0, HASH_BYTES)) ? code : undefined;
}

function hashOf(source, code) {
  return createHash("sha256").update(source).update(code).digest();
}

function codeFile(file) {
  return `${file}.code`;
}
