import { wordTable } from "../text/word-table.js";
import { NAMES_BY_CODE } from "./english-names.js";
import { codeOfName } from "./languages-named.js";

/**
 * Codes that people write for a language and that are none of ISO 639, or not the one used here: Norwegian is one
 * language, and Tagalog has a code of two letters.
 */
const USUAL = wordTable(`
  jp ja, cn zh, kr ko, vn vi, ua uk, gr el, cz cs, dk da, sp es, pbt ps, tw ak, twi ak, bh bho
  no no, nor no, nb no, nob no, nn no, nno no, fil tl, tl tl, tgl tl
`);
let rareNames: Intl.DisplayNames | null = null;

/**
 * Returns the code of a language by a code or a name: of ISO 639-1 if there is one, else of 639-3. Script and region
 * are dropped (`zh-Hant` is `zh`, `deu_Latn` is `de`), codes that people write by mistake are understood (`jp`), and
 * so are names in the large languages (`Deutsch`). Null for what is neither.
 */
export function languageCode(nameOrCode: string): string | null {
  return codeOf(nameOrCode) ?? codeOfName(nameOrCode);
}

/** Returns the English name of a language's code, `German` for `de`; a code without a known name is left as it is. */
export function languageName(code: string): string {
  return NAMES_BY_CODE.get(code) ?? rareName(code) ?? code;
}

function codeOf(written: string): string | null {
  const base = /^([a-z]{2,3})(?:[-_][a-z0-9]{2,8}){0,3}$/.exec(written.trim().toLowerCase())?.[1];
  if (base === undefined) return null;
  const usual = USUAL[base] ?? canonical(base);
  const code = USUAL[usual] ?? usual;
  return NAMES_BY_CODE.has(code) || rareName(code) !== null ? code : null;
}

/** The shortest code of the same language: `de` for `deu`, `zh` for `cmn`. */
function canonical(code: string): string {
  return NAMES_BY_CODE.has(code) ? code : (Intl.getCanonicalLocales(code)[0]?.split("-")[0] ?? code);
}

/** The name of a language that the table lacks; Node's own data are slow to open. */
function rareName(code: string): string | null {
  if (!/^[a-z]{2,3}$/.test(code)) return null;
  rareNames ??= new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  return rareNames.of(code) ?? null;
}
