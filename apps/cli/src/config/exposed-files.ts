import { stat } from "node:fs/promises";
import { isSecretName, parseJson, readText } from "./config-file.js";

/** Read by the group, or by everybody. */
const READ_BY_OTHERS = 0o044;

/**
 * Returns those of some files of JSON that hold a secret and that others than their owner may read; none on Windows,
 * which has no such rights. A secret is a password in an address, or what is called as a secret.
 * @throws Fault CONFIG_INVALID for a file that cannot be read.
 */
export async function exposedFiles(paths: Iterable<string>): Promise<string[]> {
  if (process.platform === "win32") return [];
  const exposed: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found || (found.mode & READ_BY_OTHERS) === 0) continue;
    const text = await readText(path);
    if (text !== null && holdsSecret(await parseJson(text, path))) exposed.push(path);
  }
  return exposed;
}

function holdsSecret(value: unknown, name = ""): boolean {
  if (typeof value !== "string")
    return Object.entries(Object(value)).some(([key, one]) => holdsSecret(one, key));
  // That names the variable that holds the key.
  if (isSecretName(name) && name !== "keyEnv") return true;
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && (url.password !== "" || [...url.searchParams.keys()].some(isSecretName));
}
