import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Database from "better-sqlite3";
import { dumpRegistry } from "../e2e/registry-dump.js";
import { smallCommand, startSmall, succeed } from "./crash-target.js";
import { stateAfterKill, strayFiles } from "./registry-state.js";
import type { Traced } from "./strace.js";

/** Something that is killed or fails at each of its calls. */
export interface Scenario {
  readonly name: string;
  /** What runs, and what to look at. */
  readonly what: "sync" | "publish" | "open";
  readonly files: "database" | "index";
  /** The home that it begins with; null: an empty one. */
  readonly from: "nothing" | "tools" | "synced";
}

/** Every kind of commit: the first, a sync's pages, endpoints, cards and vectors; every kind of index file. */
export const SCENARIOS: readonly Scenario[] = [
  { name: "making the registry", what: "open", files: "database", from: "nothing" },
  { name: "a sync", what: "sync", files: "database", from: "tools" },
  { name: "publishing index files", what: "publish", files: "index", from: "synced" },
  { name: "recording index files", what: "publish", files: "database", from: "synced" },
];

const DATABASE = ["registry.sqlite", "registry.sqlite-wal", "registry.sqlite-shm", "registry.sqlite-journal"];
const KINDS = ["int8", "hnsw"];
/** Of a first publication: each kind, under its temporary name first. */
const INDEX = KINDS.flatMap((_, n) => [
  `index.${n + 1}.tmp`,
  ...KINDS.map((kind) => `index.${n + 1}.${kind}`),
]);

/** Makes homes for scenarios, and tells what is wrong with what was made of them. */
export class Bench {
  readonly #folder: string;
  readonly #hub: string;
  #made = 0;

  private constructor(folder: string, hub: string) {
    this.#folder = folder;
    this.#hub = hub;
  }

  /** Prepares what scenarios begin with. */
  static async prepare(folder: string, hub: string): Promise<Bench> {
    const bench = new Bench(folder, hub);
    for (const from of ["nothing", "tools", "synced", "whole"]) mkdirSync(join(folder, from));
    await succeed(startSmall("open", join(folder, "tools"), hub));
    await succeed(startSmall("sync", join(folder, "whole"), hub));
    copyFileSync(join(folder, "whole", "registry.sqlite"), join(folder, "synced", "registry.sqlite"));
    forgetGenerations(join(folder, "synced", "registry.sqlite"));
    return bench;
  }

  /** Returns a new home with what a scenario begins with. */
  home({ from }: Scenario): string {
    const home = join(this.#folder, `home-${++this.#made}`);
    mkdirSync(home);
    for (const name of readdirSync(join(this.#folder, from)))
      copyFileSync(join(this.#folder, from, name), join(home, name));
    return home;
  }

  /** Returns what is to be traced. */
  traced({ what, files }: Scenario, home: string): Traced {
    const names = files === "database" ? DATABASE : INDEX;
    const paths = names.map((name) => join(home, name));
    return {
      command: smallCommand(what, home, this.#hub),
      files: files === "index" ? [...paths, home] : paths,
    };
  }

  /** Goes on with what was cut off, and returns what is wrong before or after that. */
  async resume(scenario: Scenario, home: string): Promise<string[]> {
    const { problems } = stateAfterKill(home);
    const { code, stderr } = await startSmall(scenario.what, home, this.#hub).ended;
    if (code !== 0) return [...problems, `going on ended with ${code}: ${stderr}`];
    const stray = strayFiles(home).map((name) => `${name} is left over`);
    return [...problems, ...stray, ...this.check(scenario, home)];
  }

  /** Returns how what was made differs from what an uninterrupted run makes. */
  check({ what }: Scenario, home: string): string[] {
    const wanted = { open: "tools", sync: "whole", publish: "whole" }[what];
    if (what === "publish" && indexFiles(home).length !== KINDS.length)
      return [`the index files are ${indexFiles(home).join(", ")}`];
    const [came, expected] = [dumpRegistry(home), dumpRegistry(join(this.#folder, wanted))];
    return isDeepStrictEqual(came, expected) ? [] : ["the rows differ from those of an uninterrupted run"];
  }
}

function indexFiles(home: string): string[] {
  return readdirSync(home).filter((name) => name.startsWith("index."));
}

function forgetGenerations(file: string): void {
  const db = new Database(file);
  db.exec("DELETE FROM index_generations");
  db.close();
}
