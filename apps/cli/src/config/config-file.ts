import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { readRegular } from "@hugginggpt/runtime/files";
import { closest, Fault, isFault } from "@hugginggpt/shared";
import type { z } from "zod";
import type { CliContext } from "../program/cli-context.js";
import type { ConfigFile } from "./config-schema.js";

/** The file's name in the current directory and in the home directory. */
export const CONFIG_NAME = "hugginggpt.config.json";
const MAX_BYTES = 256 * 1024;
/** Keys that look like a secret get a hint of their own. */
const SECRET_KEY = /key|token|secret|password/i;

export interface FoundConfig {
  /** Null where there is no file. */
  readonly path: string | null;
  /** Whether the user named it or keeps it in the home directory; one that merely lies where we were started may be
   * anybody's, for instance a cloned repository's. */
  readonly chosen: boolean;
  readonly values: ConfigFile;
}

/**
 * Returns what the configuration file says: the named one (`--config`, `HUGGINGGPT_CONFIG`), else the one in the
 * current directory, else the one in the home directory, else nothing. A relative `home` is relative to the file.
 * @throws Fault CONFIG_INVALID for a named file that is not there, JSON that is none, an unknown key (with the nearest
 * known one) and a wrong value.
 */
export async function readConfigFile(context: CliContext): Promise<FoundConfig> {
  const named = context.configFile ?? context.env.HUGGINGGPT_CONFIG;
  const paths = named
    ? [resolve(context.cwd, named)]
    : [join(context.cwd, CONFIG_NAME), join(homedir(), CONFIG_NAME)];
  for (const path of paths) {
    const text = await readText(path);
    if (text === null) continue;
    const chosen = Boolean(named) || path === join(homedir(), CONFIG_NAME);
    return { path, chosen, values: withHomeBeside(path, await parseConfig(text, path)) };
  }
  if (named)
    throw invalid(paths[0] ?? named, "there is no such file", "Correct --config or HUGGINGGPT_CONFIG.");
  return { path: null, chosen: true, values: {} };
}

/** @throws Fault CONFIG_INVALID (see `readConfigFile`). */
export async function parseConfig(text: string, path: string): Promise<ConfigFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const came = error instanceof Error ? error.message : String(error);
    throw invalid(path, `it is no JSON: ${came}`, "Correct it; comments and trailing commas are not JSON.");
  }
  // The schema is made where there is a file.
  const { configSchema, KNOWN_KEYS } = await import("./config-schema.js");
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { message, next } = describeIssue(parsed.error.issues[0], KNOWN_KEYS);
  throw invalid(path, message, next);
}

/** Null where there is no regular file: a link to a device or a pipe would never end. */
async function readText(path: string): Promise<string | null> {
  try {
    return (await readRegular(path, MAX_BYTES))?.toString("utf8") ?? null;
  } catch (error) {
    if (isFault(error)) throw invalid(path, "it is too large", "Keep it under 256 KiB.");
    const came = error instanceof Error ? error.message : String(error);
    throw invalid(path, came, "Check the file and its permissions.");
  }
}

function describeIssue(
  issue: z.core.$ZodIssue | undefined,
  knownKeys: Readonly<Record<string, readonly string[]>>,
): { message: string; next: string } {
  if (!issue) throw new Error("Internal error: a refused configuration without an issue");
  const place = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") {
    return { message: `"${place || "the whole"}": ${issue.message}`, next: "Correct the value." };
  }
  const key = issue.keys[0] ?? "";
  const name = place ? `${place}.${key}` : key;
  const known = knownKeys[place.replace(/\.\d+/g, "")] ?? [];
  const near = closest(key, known, 1)[0];
  const next = SECRET_KEY.test(key)
    ? "Secrets are read from the environment only, for instance OPENAI_API_KEY."
    : near
      ? `Did you mean "${place ? `${place}.` : ""}${near}"?`
      : `Known keys: ${known.join(", ")}.`;
  return { message: `there is no setting "${name}"`, next };
}

function withHomeBeside(path: string, values: ConfigFile): ConfigFile {
  return values.home === undefined ? values : { ...values, home: resolve(path, "..", values.home) };
}

function invalid(path: string, came: string, next: string): Fault {
  return new Fault("CONFIG_INVALID", `Cannot use ${path}: ${came}`, {
    wanted: "a configuration file",
    came,
    next,
  });
}
