import { lstat, realpath } from "node:fs/promises";
import { writePrivate } from "@hugginggpt/runtime/files";
import { didYouMean, diskFault, errorCode, Fault, isFault } from "@hugginggpt/shared";
import { applyEdits, modify } from "jsonc-parser";
import type { CliContext } from "../program/cli-context.js";
import { isSecretName, parseConfig, parseJson, readText, SECRETS_ELSEWHERE } from "./config-file.js";
import { configPaths } from "./config-paths.js";
import { KNOWN_KEYS } from "./config-schema.js";
import { replaceFile } from "./replace-file.js";

/** Returns the file that is written: the one that was named, else the one in the user's home directory. */
export function writtenFile(context: CliContext): string {
  const { named, own } = configPaths(context);
  return named ?? own;
}

/**
 * Sets a value in a configuration file, or removes it if it is null; keeps comments and order, and follows a link. A
 * value is tried as text, as JSON and as a comma-separated list: the first that the setting accepts counts.
 * @returns the new value; undefined if there was none to remove.
 * @throws Fault USAGE for an unknown name, a secret, and a value that the setting does not accept; CONFIG_INVALID for
 * an unusable file; DISK.
 */
export async function editConfig(given: string, name: string, value: string | null): Promise<unknown> {
  const place = requireName(name);
  const path = await realpath(given).catch(() => given);
  if ((await lstat(path).catch(() => null))?.isFile() === false)
    throw new Fault("CONFIG_INVALID", `Cannot use ${path}: it is no regular file`, {
      next: "Name another file.",
    });
  const text = (await readText(path)) ?? "{}\n";
  await parseJson(text, path); // What is no JSON cannot be changed in place.
  if (value === null) {
    const changed = edited(text, place, undefined);
    if (changed === text) return undefined;
    await replaceFile(path, changed);
    return null;
  }
  const { changed, taken } = await accepted(value, text, place, path);
  await replaceFile(path, changed);
  return taken;
}

/** Writes a configuration file if there is none. @throws Fault USAGE if something is; DISK. */
export async function initConfig(path: string, text: string): Promise<void> {
  try {
    await writePrivate(path, text);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw diskFault("write", path, error);
    throw new Fault("USAGE", `${path} is there already, and stays as it is`, {
      next: "Change it with `hugginggpt config set`, or give another file to --config.",
    });
  }
}

/** Returns the place of a setting in the file. @throws Fault USAGE for a name that is none. */
function requireName(name: string): (string | number)[] {
  const place: (string | number)[] = [];
  for (const key of name.split(".")) {
    const known = KNOWN_KEYS[place.filter((one) => typeof one === "string").join(".")];
    if (known && !/^\d+$/.test(key) && !known.includes(key)) throw unknownName(name);
    place.push(/^\d+$/.test(key) ? Number(key) : key);
  }
  return place;
}

function unknownName(name: string): Fault {
  const all = Object.entries(KNOWN_KEYS).flatMap(([group, keys]) =>
    keys.map((key) => (group ? `${group}.${key}` : key)),
  );
  const next = isSecretName(name)
    ? SECRETS_ELSEWHERE
    : didYouMean(name, all) || "`hugginggpt config` lists the settings.";
  return new Fault("USAGE", `There is no setting "${name}"`, { next });
}

/** What a value may be meant as, first one first. */
function readings(value: string): unknown[] {
  const list = value.split(",").map((one) => one.trim());
  try {
    return [value, JSON.parse(value), list.filter(Boolean)];
  } catch {
    return [value, list.filter(Boolean)]; // It is no JSON, and need not be.
  }
}

async function accepted(value: string, text: string, place: (string | number)[], path: string) {
  const values = readings(value);
  const refused: Fault[] = [];
  for (const taken of values) {
    const changed = edited(text, place, taken);
    try {
      await parseConfig(changed, path);
      return { changed, taken };
    } catch (error) {
      if (!isFault(error, "CONFIG_INVALID")) throw error;
      refused.push(error);
    }
  }
  await parseConfig(text, path); // What was wrong before is the file's fault.
  // What was no text either was meant as the number, the list or the object that it is written as.
  const fault = refused[values.length - 2];
  if (!fault?.came) throw new Error("Internal error: a value was refused without a reason");
  throw new Fault("USAGE", fault.came, { next: fault.next });
}

function edited(text: string, place: (string | number)[], value: unknown): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return applyEdits(
    text,
    modify(text, place, value, { formattingOptions: { insertSpaces: true, tabSize: 2, eol } }),
  );
}
