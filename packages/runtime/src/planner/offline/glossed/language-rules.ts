import type { LanguageRules } from "../request/clause.js";
import type { LanguageTable } from "./language-table.js";

/** The languages that are read by a table, each loaded when a request needs it. */
const TABLES: Readonly<Record<string, () => Promise<{ readonly TABLE: LanguageTable }>>> = {
  de: () => import("./german.js"),
  fr: () => import("./french.js"),
  es: () => import("./spanish.js"),
  it: () => import("./italian.js"),
  pt: () => import("./portuguese.js"),
  nl: () => import("./dutch.js"),
  pl: () => import("./polish.js"),
  ru: () => import("./russian.js"),
  tr: () => import("./turkish.js"),
  ja: () => import("./japanese.js"),
  ko: () => import("./korean.js"),
};

/** The languages in which requests are read, by their codes. */
export const READ_LANGUAGES = ["en", "zh", ...Object.keys(TABLES)];

/** Returns how requests in a language are read, by its ISO 639-1 code; null for English, Chinese and languages without a table. */
export async function languageRules(code: string | null): Promise<LanguageRules | null> {
  const load = code !== null && Object.hasOwn(TABLES, code) ? TABLES[code] : undefined;
  if (!load) return null;
  const [{ TABLE }, { tableRules }] = await Promise.all([load(), import("./table-rules.js")]);
  return tableRules(TABLE);
}
