import { MEDIA_TYPES, MODALITIES, type UserFile } from "@hugginggpt/shared";

/** The facts of a file that the planner needs; not its content. */
export type NamedFile = Pick<UserFile, "handle" | "given" | "name" | "type">;

/** The most file names that are looked for. */
const MAX_MENTIONS = 64;
const MAX_CHARACTERS = 20_000;
const FILE_NAME =
  /(?<![\w.-])(?:[a-z]{2,8}:\/\/)?[\w./\\%~-]{0,200}[\w-]\.([a-z0-9]{2,7})(?![\w-]|\.[a-z0-9])/gi;

const EXTENSIONS: ReadonlyMap<string, NamedFile["type"]> = new Map(
  ([...MEDIA_TYPES, "text", "table"] as const).flatMap((type) =>
    MODALITIES[type].extensions.map((extension) => [extension, type] as const),
  ),
);

/**
 * Returns the files that a request names by a path, a name or an address but that were not given, each once, in order,
 * under the handles after those of the given files. A plan may contain them; nothing opens them. The extension decides
 * the type; a name without a known one is no mention.
 */
export function fileMentions(request: string, files: readonly NamedFile[]): NamedFile[] {
  const given = new Set(files.flatMap((file) => [file.given, file.name]));
  const found = new Map<string, NamedFile["type"]>();
  for (const [name, extension = ""] of request.slice(0, MAX_CHARACTERS).matchAll(FILE_NAME)) {
    const type = EXTENSIONS.get(extension.toLowerCase());
    if (!type || given.has(name) || given.has(baseName(name))) continue;
    found.set(name, type);
    if (found.size === MAX_MENTIONS) break;
  }
  const next = Math.max(0, ...files.map(({ handle }) => handle)) + 1;
  return [...found].map(([name, type], index) => ({ handle: next + index, given: name, name, type }));
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
