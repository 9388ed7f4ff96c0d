import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Of the workspace, from the root. */
  readonly folder: string;
  /** The path of the tarball. */
  readonly tarball: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly paths: readonly string[];
  readonly manifest: Manifest;
}

/** A folder outside the checkout in which the packed packages are installed. */
export interface StrangersFolder {
  readonly path: string;
  readonly packages: readonly PackedPackage[];
  remove(): void;
}

/**
 * Packs what can be published and installs it in a new folder outside the checkout, as npm would but from what the checkout
 * has: a package finds the others, and of the checkout's only what its manifest names. So no network is needed, and what
 * is compiled is compiled.
 */
export function strangersFolder(): StrangersFolder {
  const path = mkdtempSync(join(tmpdir(), "packed-"));
  const packages = packInto(path);
  for (const one of packages) {
    const folder = join(path, "node_modules", one.name);
    mkdirSync(folder, { recursive: true });
    run("tar", ["-xzf", one.tarball, "-C", folder, "--strip-components=1"]);
    for (const name of dependenciesOf(one.manifest))
      if (!packages.some((other) => other.name === name)) link(name, one.folder, folder);
  }
  return { path, packages, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Returns what a package names as needed to run. */
export function dependenciesOf({ dependencies = {}, optionalDependencies = {} }: Manifest): string[] {
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
}

/** Links a package of the checkout, as one of its workspaces finds it, into another folder's `node_modules`. */
export function link(name: string, workspace: string, into: string): void {
  const found = [join(ROOT, workspace), ROOT]
    .map((at) => join(at, "node_modules", name))
    .find((at) => existsSync(at));
  if (!found) return; // An optional one that could not be installed.
  const place = join(into, "node_modules", name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(found, place, "junction");
}

function packInto(into: string): PackedPackage[] {
  run(process.execPath, [join(ROOT, "scripts", "pack.mjs"), "--into", into]);
  const packed: PackReport[] = JSON.parse(readFileSync(join(into, "packed.json"), "utf8"));
  return packed.map(({ name, folder, filename, size, unpackedSize, files }) => ({
    name,
    folder,
    tarball: join(into, filename),
    size,
    unpackedSize,
    paths: files.map((file) => file.path),
    manifest: JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")),
  }));
}

/** What `npm pack --json` says of a package, with its folder. */
interface PackReport extends Pick<PackedPackage, "name" | "folder" | "size" | "unpackedSize"> {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`, { cause: error });
}
