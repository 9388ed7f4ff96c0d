import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** A page of the documentation that comes with the program. */
export interface HelpTopic {
  /** The file's name without its ending. */
  readonly name: string;
  /** Its first heading. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** The build puts the pages there, beside the bundle; this file lies two folders below the package, built or not. */
const FOLDER = fileURLToPath(new URL("../../dist/bundled/docs/", import.meta.url));

/** Returns the pages by name; none if they were not built. */
export async function helpTopics(): Promise<HelpTopic[]> {
  const files = await readdir(FOLDER).catch(() => []); // A checkout that is not built has none.
  const pages = files.filter((file) => file.endsWith(".md")).sort();
  return Promise.all(
    pages.map(async (file) => {
      const text = await readFile(`${FOLDER}${file}`, "utf8");
      const name = file.slice(0, -".md".length);
      return { name, title: /^# (.+)$/m.exec(text)?.[1] ?? name, text };
    }),
  );
}
