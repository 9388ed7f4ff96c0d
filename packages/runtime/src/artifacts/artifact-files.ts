import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ArtifactContent, type ArtifactReader, Fault } from "@hugginggpt/shared";
import { type ObjectStore, placeOf } from "../objects/object-store.js";
import { openRegular } from "../objects/regular-file.js";

/** The places of files by name: a directory, or a run in the store that all machines share (`artifacts:<run>`). */
export type FilePlaces = Readonly<Record<string, string>>;

/** Where the files of a run are. */
export interface RunPlaces {
  /** The place of its own files; null if it is not known. */
  readonly place: string | null;
  /** The places of the files that it took over from an earlier run. */
  readonly earlier?: FilePlaces | undefined;
  /** The store that all machines share; null or absent if there is none. */
  readonly store?: ObjectStore | null | undefined;
}

/** Returns the place of a run's files in the store that all machines share. */
export function sharedPlace(run: string): string {
  return `artifacts:${run}`;
}

/** Returns the key of a file at a place of that store; null for a directory. */
export function sharedKey(place: string, name: string): string | null {
  const run = /^artifacts:([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/.exec(place)?.[1];
  return run === undefined ? null : `runs/${run}/${name}`;
}

/**
 * Reads the files of a run. Only regular files with names that our stores give are opened, and no links, so nothing
 * else can be read.
 */
export class ArtifactFiles implements ArtifactReader {
  readonly #places: RunPlaces;

  constructor(places: RunPlaces) {
    this.#places = places;
  }

  /** @throws Fault DISK; CONFIG_INVALID if it is in a shared store and none is configured. */
  async open(name: string): Promise<ArtifactContent | null> {
    return (await this.#find(name))?.content ?? null;
  }

  /** Returns the place where a file is; null if it is nowhere. @throws as `open`. */
  async findPlace(name: string): Promise<string | null> {
    return (await this.#find(name))?.place ?? null;
  }

  pathOf(name: string): string | null {
    const paths = this.#placesOf(name).flatMap((place) => this.#pathAt(place, name) ?? []);
    return paths.find((path) => existsSync(path)) ?? paths[0] ?? null;
  }

  addressOf(name: string): string | null {
    const { store } = this.#places;
    const [key] = this.#placesOf(name).flatMap((place) => sharedKey(place, name) ?? []);
    return store && key !== undefined ? placeOf(store, key) : null;
  }

  async #find(name: string): Promise<{ readonly place: string; readonly content: ArtifactContent } | null> {
    if (!isArtifactName(name)) return null;
    for (const place of this.#placesOf(name)) {
      const key = sharedKey(place, name);
      const content = key === null ? await openRegular(join(place, name)) : await this.#shared().open(key);
      if (content) return { place, content };
    }
    return null;
  }

  #placesOf(name: string): string[] {
    const { place, earlier = {} } = this.#places;
    const places = [place, Object.hasOwn(earlier, name) ? earlier[name] : null];
    return places.filter((one) => typeof one === "string");
  }

  #pathAt(place: string, name: string): string | null {
    const key = sharedKey(place, name);
    return key === null ? join(place, name) : (this.#places.store?.pathOf(key) ?? null);
  }

  #shared(): ObjectStore {
    if (this.#places.store) return this.#places.store;
    throw new Fault("CONFIG_INVALID", "The files of this run lie in a store that all machines share", {
      wanted: "the store that the run was made with",
      came: "none is configured",
      next: "Set HUGGINGGPT_ARTIFACTS as it was then: a folder, or s3://bucket/prefix.",
    });
  }
}

/** Returns true for a name that a file of a run can have: `<task id>-<task>.<extension>`. */
export function isArtifactName(name: string): boolean {
  return /^\d+-[A-Za-z0-9_-]+\.[a-z0-9]+$/.test(name);
}
