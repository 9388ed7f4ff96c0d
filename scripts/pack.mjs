// Packs what can be published: `npm run pack -- [--into DIR]`, by default into `packed/`. Prints the sizes, and writes what
// npm says of each package to `packed.json` beside them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUTPUT = /(\.d\.ts|\.js)(\.map)?$/;

const { values } = parseArgs({ options: { into: { type: "string", default: join(ROOT, "packed") } } });
const into = resolve(values.into);
const folders = ["packages", "apps"]
  .flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(group, name)))
  .filter((folder) => !readManifest(folder).private);

mkdirSync(into, { recursive: true });
folders.filter((folder) => existsSync(join(ROOT, folder, "dist", "index.js"))).forEach(removeStale);
const packed = pack().map((one) => ({
  ...one,
  folder: folders.find((at) => readManifest(at).name === one.name),
}));
writeFileSync(join(into, "packed.json"), `${JSON.stringify(packed, null, 2)}\n`);
for (const { filename, size, unpackedSize, entryCount } of packed)
  console.log(`${join(into, filename)}: ${mb(size)}, unpacked ${mb(unpackedSize)} in ${entryCount} files`);

function readManifest(folder) {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
}

/** The compiler leaves what it once made of a source that is gone. */
function removeStale(folder) {
  const dist = join(ROOT, folder, "dist");
  for (const file of readdirSync(dist, { recursive: true })) {
    const source = join(ROOT, folder, "src", file.replace(OUTPUT, ".ts"));
    if (OUTPUT.test(file) && (file.endsWith(".map") || !existsSync(source))) rmSync(join(dist, file));
  }
}

function pack() {
  const workspaces = folders.flatMap((folder) => ["-w", folder]);
  const args = ["pack", ...workspaces, "--pack-destination", into, "--json", "--ignore-scripts"];
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 64e6, stdio: ["ignore", "pipe", "inherit"] };
  const { status, stdout } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
  return Object.values(JSON.parse(stdout));
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
