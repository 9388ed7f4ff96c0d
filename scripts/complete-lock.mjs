// Completes package-lock.json: npm leaves out the binaries of other platforms when the registry it reads does not carry
// them (a partial mirror answers 404), and `npm ci` then refuses the file. Run it after `npm install` on such a registry.
// An entry made here has no integrity hash: npm fills it in where the package can be fetched.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../package-lock.json", import.meta.url);
const SYSTEMS = {
  windows: "win32",
  win32: "win32",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
};
const MORE_SYSTEMS = { linux: "linux", openharmony: "openharmony" };
const PROCESSORS = [
  [/arm64/, "arm64"],
  [/arm/, "arm"],
  [/ppc64/, "ppc64"],
  [/riscv64/, "riscv64"],
  [/s390x/, "s390x"],
  [/ia32/, "ia32"],
  [/64$|x64/, "x64"],
];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(
      ([name]) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    )
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, entry)]),
);
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
packages.sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
console.log(`${missing.length} entries added.`);

/** The entry of a platform's binary: its platform is read off its name, the rest off the package that wants it. */
function entryOf(name, version, { dev, license, engines }) {
  const words = name.split("/").at(-1).split("-");
  const system = words.map((word) => ({ ...SYSTEMS, ...MORE_SYSTEMS })[word]).find(Boolean);
  const processor = PROCESSORS.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1];
  const libc = name.includes("musl")
    ? "musl"
    : system === "linux" && name.includes("gnu")
      ? "glibc"
      : undefined;
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(dev ? { dev } : {}),
    ...(license ? { license } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(engines ? { engines } : {}),
  };
}
