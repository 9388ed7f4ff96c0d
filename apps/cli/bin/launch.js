import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadBundle } from "./bundle.js";

/** What the compiler writes last, of this package and of those that a bundle holds. */
const BUILDS = [
  "../dist/.tsbuildinfo",
  "../../../packages/shared/dist/.tsbuildinfo",
  "../../../packages/indexer/dist/.tsbuildinfo",
  "../../../packages/runtime/dist/.tsbuildinfo",
];

/** Starts a command; says what to do where a checkout is not built yet or Node is too old. */
export async function launch(name) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`${name} needs Node 20.19 or later, and this is ${process.versions.node}.\n`);
    process.exit(3);
  }
  const program = new URL(`../dist/${name}.js`, import.meta.url);
  if (!existsSync(fileURLToPath(program))) {
    process.stderr.write(`${name} is not built yet. Run \`npm run build\` in the checkout.\n`);
    process.exit(3);
  }
  const bundled = new URL(`../dist/bundled/${name}.cjs`, import.meta.url);
  if (isNewest(bundled)) await loadBundle(fileURLToPath(bundled)).exports.run();
  else await import(program.href);
}

/** Whether a bundle is there and nothing was compiled after it. */
function isNewest(bundle) {
  const made = timeOf(bundle);
  return made > 0 && BUILDS.every((build) => timeOf(new URL(build, import.meta.url)) <= made);
}

/** When a file was written, in milliseconds; 0 for none. */
function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
