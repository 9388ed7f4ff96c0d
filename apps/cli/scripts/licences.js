import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\W.*)?$/i;

/** The installed packages that code was taken from, by all that was bundled so far. */
const folders = new Set();

/** Writes `licences.txt` into the bundle: of each package that code was taken from, its licence and notices. */
export const withLicences = {
  name: "licences",
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
    for (const folder of files.map(packageFolder).filter(Boolean)) folders.add(folder);
    const source = [...new Set([...folders].map(licenceOf))].sort().join(`\n${"-".repeat(80)}\n\n`);
    this.emitFile({ type: "asset", fileName: "licences.txt", source });
  },
};

/** Returns the folder of the installed package that a file belongs to; undefined for one of ours. */
function packageFolder(file) {
  return /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file.replace(/^\0/, ""))?.[0];
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8").trim());
  const by = typeof author === "object" ? author.name : author;
  const none = `Its package has no file with the licence's text${by ? `, and names as its author ${by}` : ""}.`;
  return `${name} ${version} (${license})\n\n${texts.join("\n\n") || none}\n`;
}
