const { existsSync } = require("node:fs");
const { join } = require("node:path");

const DIST = join(__dirname, "..", "dist");

/** Starts a command; says what to do where a checkout is not built yet or Node is too old. */
function launch(name) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`${name} needs Node 20.19 or later, and this is ${process.versions.node}.\n`);
    process.exit(3);
  }
  if (!existsSync(join(DIST, "bundled", `${name}.cjs`))) {
    process.stderr.write(`${name} is not built yet. Run \`npm run build\` in the checkout.\n`);
    process.exit(3);
  }
  const { loadBundled } = require("./load-bundled.js");
  const { [name]: command, runProcess } = loadBundled(DIST, `${name}.cjs`);
  runProcess(command);
}

module.exports = { launch };
