import { DOMAIN_ROWS } from "./domain-rows.js";
import { kindRows } from "./kind-row.js";
import { PICTURE_KINDS } from "./picture-kinds.js";
import { SOUND_KINDS } from "./sound-kinds.js";
import { TEXT_KINDS } from "./text-kinds.js";
import { plainEntries } from "./word-finder.js";

/** The kinds of work of one task, with words as texts are read. */
export interface PlainKinds {
  readonly general: string | null;
  readonly rows: readonly {
    readonly kind: string;
    readonly broad: boolean;
    readonly apart: boolean;
    readonly models: string;
    readonly asked: string;
  }[];
}

/** The kinds of work of each task that has any; a kind that is a subject is asked for by the subject's words, too. */
export function plainKinds(): Record<string, PlainKinds> {
  const subjects = new Map(DOMAIN_ROWS.map(({ domain, words }) => [domain, `, ${words}`]));
  const tables = Object.entries({ ...TEXT_KINDS, ...PICTURE_KINDS, ...SOUND_KINDS });
  const plain = tables.map(([task, kinds]): [string, PlainKinds] => {
    const rows = kindRows(kinds).map(({ models, asks, kind, ...reach }) => ({
      ...{ kind, ...reach, models: plainEntries(models) },
      asked: plainEntries(`${kind}, ${models}, ${asks || kind}${subjects.get(kind) ?? ""}`),
    }));
    return [task, { general: kinds.general ?? null, rows }];
  });
  return Object.fromEntries(plain);
}

/** The subjects, with words as texts are read. */
export function plainDomains(): { readonly name: string; readonly words: string; readonly soft: boolean }[] {
  return DOMAIN_ROWS.map(({ domain, words, soft = false }) => ({
    name: domain,
    words: plainEntries(words),
    soft,
  }));
}
