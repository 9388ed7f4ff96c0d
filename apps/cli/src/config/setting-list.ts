import type { Environment } from "@hugginggpt/shared";

/** A setting, its value, and where it came from. */
export interface ConfigValue {
  readonly name: string;
  readonly value: string | number | readonly string[] | null;
  /** `flag`, `environment NAME`, the path of the file, or `default`. */
  readonly source: string;
}

/** Where a value may come from, first one first. */
interface Sources<T> {
  readonly flag?: T | undefined;
  readonly file?: T | undefined;
  readonly otherwise: T;
}

/** Decides settings and remembers where each came from. Empty variables count as absent. */
export class SettingList {
  readonly env: Environment;
  readonly #files: ReadonlyMap<string, string>;
  readonly #values = new Map<string, ConfigValue>();

  /** `files`: which file a setting comes from, by its name. */
  constructor(files: ReadonlyMap<string, string>, env: Environment) {
    this.#files = files;
    this.env = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  }

  /** In the order in which they were decided. */
  get values(): readonly ConfigValue[] {
    return [...this.#values.values()];
  }

  /** Returns the flag's value, else the file's, else the other one. */
  decide<T extends ConfigValue["value"]>(name: string, { flag, file, otherwise }: Sources<T>): T {
    if (flag !== undefined) return this.#set(name, flag, "flag");
    if (file !== undefined) return this.#set(name, file, this.#files.get(name) ?? "file");
    return this.#set(name, otherwise, "default");
  }

  /** Returns the flag's value, else the variable's, else the file's; undefined if the default is left to its reader. */
  text(
    name: string,
    sources: {
      readonly flag?: string | undefined;
      readonly env: string;
      readonly file?: string | undefined;
      /** What is shown as the default. */
      readonly otherwise: string | null;
    },
  ): string | undefined {
    const variable = this.env[sources.env];
    if (sources.flag === undefined && variable !== undefined) {
      return this.#set(name, variable, `environment ${sources.env}`);
    }
    const { flag, file } = sources;
    const value = flag ?? file;
    this.decide<string | null>(name, { flag, file, otherwise: sources.otherwise });
    return value;
  }

  /** Shows another value for a setting than the one that was written: the whole path of a directory. */
  note(name: string, value: string): void {
    const known = this.#values.get(name);
    if (known) this.#values.set(name, { ...known, value });
  }

  /** Shows whether a secret is set, never what it is. `stored`: where else than in the environment it may come from. */
  secret(variable: string, stored?: { readonly value: string | null; readonly source: string }): void {
    const isSet = this.env[variable] !== undefined;
    const value = isSet || (stored && stored.value !== null) ? "set" : "not set";
    this.#set(variable, value, isSet ? `environment ${variable}` : (stored?.source ?? "default"));
  }

  #set<T extends ConfigValue["value"]>(name: string, value: T, source: string): T {
    this.#values.set(name, { name, value, source });
    return value;
  }
}
