import { lstat, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import {
  describeError,
  type Environment,
  errorCode,
  Fault,
  isFault,
  isJsonObject,
  parseJson,
} from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { replaceFile } from "./replace-file.js";

/** What `hugginggpt login` keeps. */
export interface Credentials {
  /** A token of the Hub. */
  readonly hfToken?: string | undefined;
  /** The key of an OpenAI-compatible server; it is used for that server only. */
  readonly openai?: { readonly key: string; readonly baseUrl: string } | undefined;
}

/** A secret with the path of its file; without a value, the path and why the file is not used. */
export interface StoredSecret {
  readonly value: string | null;
  readonly source: string;
}

const FORMAT = "hugginggpt-credentials";
const MAX_BYTES = 16 * 1024;
const MAX_CHARACTERS = 1_000;
/** What may stand after `Bearer`, by RFC 6750, and the colon that some servers' keys have. */
const TOKEN = /^[\w.~+/=:-]+$/;

/** Returns where the credentials of a home are. */
export function credentialsFile(home: string): string {
  return join(home, "credentials.json");
}

/** Returns a token without surrounding blanks. @throws Fault USAGE for an invalid one, which is not shown. */
export function requireToken(text: string): string {
  const token = text.trim();
  if (token !== "" && token.length <= MAX_CHARACTERS && TOKEN.test(token)) return token;
  const came =
    token === ""
      ? "nothing"
      : token.length > MAX_CHARACTERS
        ? `more than ${MAX_CHARACTERS} characters`
        : "blanks, line ends, quotes or other characters that no token has";
  throw new Fault("USAGE", `There is no token in what came: ${came}`, {
    wanted: "one token, without quotes",
    next: "Copy it again, whole and alone.",
  });
}

/**
 * Returns the credentials kept in a home; empty if there are none.
 * @throws Fault CONFIG_INVALID for a link, a file of another user, and a file that is not a credentials file.
 */
export async function readCredentials(home: string): Promise<Credentials> {
  const path = credentialsFile(home);
  const found = await lstat(path).catch(() => null);
  if (found?.isFile() === false) throw unusable(path, "it is no regular file");
  const text = found && (await ownText(path));
  if (text === null) return {};
  if ("problem" in text) throw unusable(path, text.problem);
  return parseCredentials(text.content, path);
}

/** Stores credentials in a home; removes the file if there are none. @throws Fault DISK, and as `readCredentials`. */
export async function writeCredentials(home: string, credentials: Credentials): Promise<void> {
  const path = credentialsFile(home);
  await readCredentials(home); // Nothing is replaced that is not ours.
  if (Object.values(credentials).every((one) => one === undefined)) return rm(path, { force: true });
  await replaceFile(path, `${JSON.stringify({ format: FORMAT, version: 1, ...credentials })}\n`);
}

/** Returns the Hub's own token, as its libraries keep it; null if there is no such file. */
export async function hubToken(env: Environment): Promise<StoredSecret | null> {
  const path = hubTokenFile(env);
  if (path === null) return null;
  const found = await ownText(path);
  if (found === null) return null;
  if ("problem" in found) return notUsed(path, found.problem);
  try {
    return { value: requireToken(found.content), source: path };
  } catch (error) {
    return notUsed(path, isFault(error) ? "it holds no token" : describeError(error));
  }
}

/** Where huggingface_hub keeps its token, by its documented variables; null if no home directory is known. */
function hubTokenFile({
  HF_TOKEN_PATH,
  HF_HOME,
  XDG_CACHE_HOME,
  HOME,
  USERPROFILE,
}: Environment): string | null {
  if (HF_TOKEN_PATH) return resolve(HF_TOKEN_PATH);
  if (HF_HOME) return resolve(HF_HOME, "token");
  if (XDG_CACHE_HOME) return resolve(XDG_CACHE_HOME, "huggingface", "token");
  return HOME || USERPROFILE ? join(homedir(), ".cache", "huggingface", "token") : null;
}

/** Returns the text of a small regular file of this user or root, or a problem; null if there is no file. */
async function ownText(
  path: string,
): Promise<{ readonly content: string } | { readonly problem: string } | null> {
  try {
    const { uid } = await stat(path);
    if (process.getuid && uid !== 0 && uid !== process.getuid())
      return { problem: "it belongs to another user" };
    const content = await readRegular(path, MAX_BYTES);
    return content ? { content: content.toString("utf8") } : { problem: "it is no regular file" };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    return { problem: code === "INPUT_TOO_LARGE" ? "it is too large" : describeError(error) };
  }
}

function parseCredentials(text: string, path: string): Credentials {
  const json = parseJson(text);
  if (!isJsonObject(json) || json.format !== FORMAT || json.version !== 1)
    throw unusable(path, "it was not written by hugginggpt login");
  const { hfToken, openai } = json;
  const token = typeof hfToken === "string" && TOKEN.test(hfToken) ? { hfToken } : {};
  if (!isJsonObject(openai)) return token;
  const { key, baseUrl } = openai;
  const isKey = typeof key === "string" && TOKEN.test(key) && typeof baseUrl === "string";
  return isKey ? { ...token, openai: { key, baseUrl } } : token;
}

function notUsed(path: string, problem: string): StoredSecret {
  return { value: null, source: `${path} is not used: ${problem}` };
}

function unusable(path: string, problem: string): Fault {
  return new Fault("CONFIG_INVALID", `Cannot use ${path}: ${problem}`, {
    wanted: "what hugginggpt login keeps",
    came: problem,
    next: "Look at it, remove it, and log in again.",
  });
}
