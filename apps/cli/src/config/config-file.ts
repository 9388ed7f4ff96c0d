import { lstat } from "node:fs/promises";
import { resolve } from "node:path";
import { describeIssue, didYouMean, errorMessage, Fault, isFault, readableText } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import type { ParseError } from "jsonc-parser";
import type { z } from "zod";
import type { CliContext } from "../program/cli-context.js";
import { CONFIG_BYTES, configPaths } from "./config-paths.js";
import type { ConfigFile } from "./config-schema.js";
import { mergeFiles, type ReadFile, type WrittenSettings } from "./merge-files.js";

/** The advice for secrets in a configuration file. */
export const SECRETS_ELSEWHERE =
  "Secrets have no place in a configuration file: `hugginggpt login` keeps them, or set HF_TOKEN or OPENAI_API_KEY in the environment.";

/** Returns true for a name that no setting has and that looks like a secret's: it gets a hint of its own. */
export function isSecretName(name: string): boolean {
  return /key|token|secret|password/i.test(name);
}

export interface FoundConfig {
  readonly written: WrittenSettings;
  /** The file in the current directory, if nobody named it. It may be a stranger's, as in a cloned repository. */
  readonly unchosen: ReadFile | null;
}

/**
 * Returns the contents of the configuration files: the named one (`--config`, `HUGGINGGPT_CONFIG`), else the one in the
 * home directory overridden by that in the current directory (see `mergeFiles`). A relative `home` or `artifacts` is
 * relative to its file.
 * @throws Fault CONFIG_INVALID if a named file is missing, for invalid JSON, an unknown key (with the nearest known
 * one) and an invalid value.
 */
export async function readConfigFile(context: CliContext): Promise<FoundConfig> {
  const { named, here, own } = configPaths(context);
  if (named !== null) {
    const file = await readFile(named);
    if (!file) {
      const came = (await lstat(named).catch(() => null)) ? "it is no regular file" : "there is no such file";
      throw invalid(named, came, "Correct --config or HUGGINGGPT_CONFIG.");
    }
    return { written: mergeFiles(file, null), unchosen: null };
  }
  const unchosen = here === own ? null : await readFile(here);
  return { written: mergeFiles(await readFile(own), unchosen), unchosen };
}

async function readFile(path: string): Promise<ReadFile | null> {
  const text = await readText(path);
  return text === null ? null : { path, values: withPlacesBeside(path, await parseConfig(text, path)) };
}

/** Returns what a configuration file's text says. @throws Fault CONFIG_INVALID (see `readConfigFile`). */
export async function parseConfig(text: string, path: string): Promise<ConfigFile> {
  const json = await parseJson(text, path);
  // The schema is made where there is a file.
  const { configSchema, KNOWN_KEYS } = await import("./config-schema.js");
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { message, next } = explained(parsed.error.issues[0], KNOWN_KEYS);
  throw invalid(path, message, next);
}

/** Parses JSON that may have comments and trailing commas. @throws Fault CONFIG_INVALID. */
export async function parseJson(text: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { parse } = await import("jsonc-parser");
    const errors: ParseError[] = [];
    try {
      const json: unknown = parse(text, errors, { allowTrailingComma: true });
      if (errors.length === 0) return json;
    } catch {
      // Lists within lists, thousands of them: no configuration.
    }
    const came = errorMessage(error);
    throw invalid(path, `it is not valid JSON: ${came}`, "Correct it.");
  }
}

/** Null if there is no regular file: a link to a device or a pipe would never end. */
export async function readText(path: string): Promise<string | null> {
  try {
    const bytes = await readRegular(path, CONFIG_BYTES);
    return bytes && (readableText(bytes).text ?? bytes.toString("utf8"));
  } catch (error) {
    if (isFault(error)) throw invalid(path, "it is too large", "Keep it under 256 KiB.");
    const came = errorMessage(error);
    throw invalid(path, came, "Check the file and its permissions.");
  }
}

function explained(
  issue: z.core.$ZodIssue | undefined,
  knownKeys: Readonly<Record<string, readonly string[]>>,
): { message: string; next: string } {
  if (!issue) throw new Error("Internal error: a refused configuration without an issue");
  const message = describeIssue(issue, "setting");
  if (issue.code !== "unrecognized_keys") return { message, next: "Correct the value." };
  const place = issue.path.join(".");
  const key = issue.keys[0] ?? "";
  const known = knownKeys[place.replace(/\.\d+/g, "")] ?? [];
  const like = didYouMean(key, known, (one) => (place ? `${place}.${one}` : one));
  const next = isSecretName(key) ? SECRETS_ELSEWHERE : like || `Known keys: ${known.join(", ")}.`;
  return { message, next };
}

function withPlacesBeside(path: string, values: ConfigFile): ConfigFile {
  const { home, artifacts } = values;
  const beside = (given: string): string => resolve(path, "..", given);
  return {
    ...values,
    ...(home === undefined ? {} : { home: beside(home) }),
    ...(artifacts === undefined || artifacts.includes("://") ? {} : { artifacts: beside(artifacts) }),
  };
}

function invalid(path: string, came: string, next: string): Fault {
  return new Fault("CONFIG_INVALID", `Cannot use ${path}: ${came}`, { came, next });
}
