import { type BaseRelation, isQuantizedId, modelNameKey } from "@hugginggpt/shared";
import { eq } from "drizzle-orm";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models } from "../database/schema.js";
import type { TextIndex } from "../texts/text-index.js";

/** A model as copies are told by. */
export interface Named {
  readonly row: number;
  readonly id: string;
  readonly downloads: number;
  readonly createdAt: string | null;
}

export interface Orphan extends Named {
  readonly baseModel: string | null;
  readonly baseRelation: BaseRelation | null;
}

/** What a model is found to be a copy of; nulls where of none. */
export interface Link {
  readonly baseModel: string | null;
  readonly baseRelation: BaseRelation | null;
}

/** Models that many people know; a copy of another one is not worth the search. */
const KNOWN = `
  SELECT row, id, downloads, created_at AS createdAt FROM models
  WHERE source = 'hub' AND (likes >= 5 OR downloads >= 1000)`;
/** What declares no base model. */
const ORPHANS = `
  SELECT row, id, downloads, created_at AS createdAt, base_model AS baseModel, base_relation AS baseRelation
  FROM models WHERE source = 'hub' AND (base_model IS NULL OR base_found)`;
/** Shorter cards are alike by chance: tools write the same sentence into thousands. */
export const MIN_CARD = 300;
const SAME_CARD = `
  SELECT count(*) FROM cards AS a JOIN cards AS b ON a.text = b.text
  WHERE a.row = ? AND b.row = ? AND length(a.text) >= ${MIN_CARD}`;

/** Links copies to what they are copies of; what it finds depends on records and cards alone, not on earlier links. */
export class CopyLinks {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;

  constructor(db: RegistryDatabase, texts: TextIndex) {
    this.#db = db;
    this.#texts = texts;
  }

  /** Finds the links anew and writes what changed. Belongs inside a transaction. */
  refresh(): void {
    const known = this.#db.statement<[], Named>(KNOWN).all();
    const orphans = this.#db.statement<[], Orphan>(ORPHANS).all();
    const isSameCard = (a: number, b: number): boolean =>
      this.#db.statement<[number, number]>(SAME_CARD).pluck().get(a, b) !== 0;
    for (const { row, link } of changedLinks(known, orphans, isSameCard)) this.#write(row, link);
  }

  #write(row: number, link: Link): void {
    const { orm } = this.#db;
    orm
      .update(models)
      .set({ ...link, baseFound: link.baseModel !== null })
      .where(eq(models.row, row))
      .run();
    const written = orm.select().from(models).where(eq(models.row, row)).get();
    if (written) this.#texts.refresh(written);
  }
}

/** Returns the links of orphans that are not as they are stored. */
export function changedLinks(
  known: readonly Named[],
  orphans: readonly Orphan[],
  isSameCard: (a: number, b: number) => boolean,
): { readonly row: number; readonly link: Link }[] {
  const byName = groupedByName(known);
  return orphans.flatMap((orphan) => {
    const link = linkOf(orphan, byName.get(modelNameKey(orphan.id)) ?? [], isSameCard);
    const isStored = link.baseModel === orphan.baseModel && link.baseRelation === orphan.baseRelation;
    return isStored ? [] : [{ row: orphan.row, link }];
  });
}

function groupedByName(known: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const byName = new Map<string, Named[]>();
  for (const model of known) {
    if (isQuantizedId(model.id)) continue;
    const key = modelNameKey(model.id);
    const same = byName.get(key);
    if (same) same.push(model);
    else byName.set(key, [model]);
  }
  return byName;
}

function linkOf(
  orphan: Orphan,
  named: readonly Named[],
  isSameCard: (a: number, b: number) => boolean,
): Link {
  if (isQuantizedId(orphan.id)) {
    const [base] = named.toSorted((a, b) => b.downloads - a.downloads || inOrder(a, b));
    return { baseModel: base?.id ?? null, baseRelation: "quantized" };
  }
  const base = named
    .filter((model) => inOrder(model, orphan) < 0 && isSameCard(model.row, orphan.row))
    .toSorted(inOrder)[0];
  return { baseModel: base?.id ?? null, baseRelation: base ? "copy" : null };
}

/** The order in which models of one name appeared: no two are equal. */
function inOrder(a: Named, b: Named): number {
  const [left, right] = [a.createdAt ?? "", b.createdAt ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  return b.downloads - a.downloads || (a.id < b.id ? -1 : Number(a.id > b.id));
}
