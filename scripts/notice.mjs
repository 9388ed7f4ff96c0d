// Writes the list of NOTICE.md from what ships: `npm run notice`, after a build. With --check it writes nothing, and ends
// with 1 where the list is not current.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const { packages } = JSON.parse(read("package-lock.json"));
const HEADING = "## What ships";

const [own] = read("NOTICE.md").split(HEADING);
const notice = `${own}${HEADING}

\`npm run notice\` writes this list from the bundle, the page and package-lock.json.

Bundled into the commands (texts: \`dist/bundled/licences.txt\` in the package):

${list(read("apps/cli/dist/bundled/licences.txt").matchAll(/^(?<name>\S+) \S+ \((?<licence>[^\n]+)\)$/gm))}

Bundled into the page (texts: \`dist/page/licences.txt\`):

${list(read("apps/web/dist/licences.txt").matchAll(/^## (?<name>\S+) - \S+ \((?<licence>[^\n]+)\)$/gm))}

Installed with them by npm, each with its own licence file:

${list(installed("apps/cli").map((at) => ({ groups: { name: at.split("node_modules/").at(-1), licence: packages[at].license } })))}
`;

if (!values.check) writeFileSync(new URL("../NOTICE.md", import.meta.url), notice);
else if (notice !== read("NOTICE.md")) {
  console.error("NOTICE.md does not list what ships. Run `npm run notice`.");
  process.exitCode = 1;
}

/** Returns the packages by licence, one line each. */
function list(found) {
  const byLicence = new Map();
  for (const { groups } of found)
    byLicence.set(groups.licence, [...(byLicence.get(groups.licence) ?? []), `\`${groups.name}\``]);
  return [...byLicence]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, names]) => `- ${licence}: ${[...new Set(names)].sort().join(", ")}`)
    .join("\n");
}

/** Returns the places of all that npm installs for a package, by the lock. */
function installed(from, all = new Set()) {
  const { dependencies = {}, optionalDependencies = {} } = packages[from];
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const at = placeOf(name, from);
    if (!at || all.has(at)) continue;
    all.add(at);
    installed(at, all);
  }
  return [...all];
}

/** Returns where Node finds a package from another's place: the nearest `node_modules` upward. */
function placeOf(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const place = `${at ? `${at}/` : ""}node_modules/${name}`;
    if (packages[place]) return place;
    if (!at) return null;
  }
}
