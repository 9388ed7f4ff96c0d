import type { Environment } from "@hugginggpt/shared";
import type { ConfigFile } from "./config-schema.js";
import type { WrittenSettings } from "./merge-files.js";

type Shown = string | number | readonly string[] | null;

/** A setting, its value, and where it came from. */
export interface ConfigValue {
  readonly name: string;
  readonly value: Shown;
  /** `flag`, `environment NAME`, the path of the file, or `default`. */
  readonly source: string;
}

/** What a configuration file may hold for a setting, by its name such as `limits.maxCost`. */
type Written<Name extends string, Group = ConfigFile> = Name extends `${infer Key}.${infer Rest}`
  ? Key extends keyof Group
    ? Written<Rest, NonNullable<Group[Key]>>
    : never
  : Name extends keyof Group
    ? Readonly<NonNullable<Group[Name]>>
    : never;

/** Decides settings and remembers where each came from. Empty variables count as absent. */
export class SettingList {
  readonly env: Environment;
  readonly #written: WrittenSettings;
  readonly #values = new Map<string, ConfigValue>();

  /** `written`: the settings of the configuration files. */
  constructor(written: WrittenSettings, env: Environment) {
    this.#written = written;
    this.env = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  }

  /** In the order in which they were decided. */
  get values(): readonly ConfigValue[] {
    return [...this.#values.values()];
  }

  /** Returns what the files hold for a setting; undefined if they have none. */
  written<Name extends string>(name: Name): Written<Name> | undefined {
    // The files have passed the schema.
    return this.#written.get(name)?.value as Written<Name> | undefined;
  }

  /** Returns the flag's value, else the files', else the default. */
  decide<Name extends string, Default extends Shown>(
    name: Name,
    byDefault: Default,
    flag?: (Written<Name> & Shown) | undefined,
  ): (Written<Name> & Shown) | Default {
    const value = flag ?? (this.written(name) as (Written<Name> & Shown) | undefined) ?? byDefault;
    this.show(name, value, flag === undefined ? undefined : "flag");
    return value;
  }

  /**
   * Returns the flag's value, else the variable's, else the files', switches as `on` and `off`; undefined if the
   * default is left to its reader. `byDefault`: what is shown then.
   */
  text(name: string, variable: string, byDefault: string | null, flag?: string): string | undefined {
    const inEnvironment = flag === undefined ? this.env[variable] : undefined;
    const value = flag ?? inEnvironment ?? asText(this.#written.get(name)?.value);
    const source = inEnvironment === undefined ? undefined : `environment ${variable}`;
    this.show(name, value ?? byDefault, flag === undefined ? source : "flag");
    return value;
  }

  /** Shows a value for a setting, by default with the file that has the setting as its source. */
  show(name: string, value: Shown, source = this.#written.get(name)?.path ?? "default"): void {
    this.#values.set(name, { name, value, source });
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
    this.show(variable, value, isSet ? `environment ${variable}` : stored?.source);
  }
}

function asText(value: unknown): string | undefined {
  if (typeof value === "boolean") return value ? "on" : "off";
  return value === undefined ? undefined : String(value);
}
