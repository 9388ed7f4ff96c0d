import { isAbsolute } from "node:path";
import { Fault, oneLine } from "@hugginggpt/shared";

/** A model as the user names it: one of the Hub, or a folder of the user's. */
export type ModelRef =
  | { readonly kind: "hub"; readonly id: string }
  | { readonly kind: "folder"; readonly id: string; readonly path: string };

/** The Hub's rule for names: letters, digits, `.`, `-`, `_`; no `..`, and no `--`, which joins names in caches. */
const NAME = /^(?!.*(?:\.\.|--))[A-Za-z0-9_](?:[\w.-]{0,94}[\w])?$/;
const FOLDER = "local:";

/**
 * Parses a name: `owner/name` or a legacy `name` is a model of the Hub, `local:/path` a folder.
 * @throws Fault USAGE for anything else, so a name never becomes an unexpected path.
 */
export function modelRef(name: string): ModelRef {
  if (name.startsWith(FOLDER)) {
    const path = name.slice(FOLDER.length);
    if (isAbsolute(path) && !path.includes("\0")) return { kind: "folder", id: name, path };
  } else if (name.split("/").length <= 2 && name.split("/").every((part) => NAME.test(part))) {
    return { kind: "hub", id: name };
  }
  throw new Fault("USAGE", "That is not a model name", {
    wanted: "owner/name as on the Hub, or local:/path/to/folder",
    came: oneLine(name, 80),
  });
}

/** Returns the name of a model's folder in the Hub's caches: `models--owner--name`. */
export function cacheFolder(id: string): string {
  return `models--${id.replace("/", "--")}`;
}

/** Returns the model id of a folder in a cache; null for any other folder. */
export function idOfFolder(folder: string): string | null {
  const [kind, ...parts] = folder.split("--");
  return kind === "models" && parts.length >= 1 && parts.length <= 2 ? parts.join("/") : null;
}
