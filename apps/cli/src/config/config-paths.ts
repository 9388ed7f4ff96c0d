import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";

/** The file's name in the current directory and in the home directory. */
export const CONFIG_NAME = "hugginggpt.config.json";
export const CONFIG_BYTES = 256 * 1024;

/**
 * Where configuration files are: one that was named (`--config`, `HUGGINGGPT_CONFIG`), which is then the only one, and
 * the two others.
 */
export interface ConfigPaths {
  readonly named: string | null;
  /** In the current directory. */
  readonly here: string;
  /** In the user's home directory. */
  readonly own: string;
}

/** What says where they are. */
export interface ConfigSources {
  readonly cwd: string;
  readonly env: Environment;
  /** `--config`. */
  readonly configFile?: string | undefined;
}

/** Returns where the configuration files of a command are, or would be. */
export function configPaths({ cwd, env, configFile }: ConfigSources): ConfigPaths {
  const named = configFile ?? env.HUGGINGGPT_CONFIG;
  return {
    named: named ? resolve(cwd, named) : null,
    here: join(cwd, CONFIG_NAME),
    own: join(homedir(), CONFIG_NAME),
  };
}

/**
 * Returns the `language` of the configuration files, unchecked; undefined if they have none or cannot be used: the
 * command that needs them reports why. Every command calls this, even `--help`, so nothing more is read or loaded.
 */
export async function configuredLanguage(context: ConfigSources): Promise<unknown> {
  const { named, here, own } = configPaths(context);
  for (const path of named ? [named] : [here, own]) {
    const language = await languageIn(path);
    if (language !== undefined) return language;
  }
  return undefined;
}

async function languageIn(path: string): Promise<unknown> {
  try {
    const bytes = await readRegular(path, CONFIG_BYTES);
    return bytes ? (await jsonIn(bytes.toString("utf8")))?.language : undefined;
  } catch {
    return undefined; // Said by `readConfigFile`, to the commands that read the file.
  }
}

/** Comments may stand in it. */
async function jsonIn(text: string): Promise<{ readonly language?: unknown } | null> {
  try {
    return JSON.parse(text);
  } catch {
    return (await import("jsonc-parser")).parse(text);
  }
}
