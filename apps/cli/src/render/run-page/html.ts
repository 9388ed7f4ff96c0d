import { printable } from "@hugginggpt/shared";

/** Markup that is safe to put into a page. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = string | number | null | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Returns markup from a template: any value that is not `Html` is inserted as text, without control characters and with
 * all special characters escaped, also in attributes. Null inserts nothing.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    template.reduce((text, piece, i) => text + piece + (i < parts.length ? shown(parts[i] ?? null) : ""), ""),
  );
}

function shown(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.join("");
  return printable(String(part)).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
