import { type BaseRelation, isQuantizedId, modelNameKey } from "@hugginggpt/shared";
import { eq } from "drizzle-orm";
import type { RegistryDatabase } from "../database/registry-database.js";
import { models } from "../database/schema.js";
import type { TextIndex } from "../texts/text-index.js";

/** What copies are recognised by. */
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

/** The model that another one is a copy of; null if it is no copy. */
export interface Link {
  readonly baseModel: string | null;
  readonly baseRelation: BaseRelation | null;
}

const FACTS = `row, id, downloads, created_at AS "createdAt"`;
/** Only copies of well-known models are searched for. */
export const KNOWN = `
  SELECT ${FACTS} FROM hugginggpt.models WHERE source = 'hub' AND (likes >= 5 OR downloads >= 1000)`;
/** Models that declare no base model. */
export const ORPHANS = `
  SELECT ${FACTS}, base_model AS "baseModel", base_relation AS "baseRelation"
  FROM hugginggpt.models WHERE source = 'hub' AND (base_model IS NULL OR base_found)`;
/** Shorter cards are often equal by chance: tools write the same sentence into thousands. */
export const MIN_CARD = 300;
const SAME_CARD = `
  SELECT count(*) FROM cards AS a JOIN cards AS b ON a.text = b.text
  WHERE a.row = ? AND b.row = ? AND length(a.text) >= ${MIN_CARD}`;

/**
 * Links copies to the models that they are copies of, and writes the links that changed. Only records and cards decide,
 * not earlier links. Belongs inside a transaction.
 */
export function linkCopies(db: RegistryDatabase, texts: TextIndex): void {
  const known = db.query<Named>(KNOWN);
  const orphans = db.query<Orphan>(ORPHANS);
  const sameCard = db.statement<[number, number]>(SAME_CARD).pluck();
  for (const { row, link } of changedLinks(known, orphans, (a, b) => sameCard.get(a, b) !== 0)) {
    const values = { ...link, baseFound: link.baseModel !== null };
    const written = db.orm.update(models).set(values).where(eq(models.row, row)).returning().get();
    texts.refresh(written);
  }
}

/** Returns the links of orphans that differ from the stored ones. */
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

/** Compares models of one name by when they were created; no two are equal. */
function inOrder(a: Named, b: Named): number {
  const [left, right] = [a.createdAt ?? "", b.createdAt ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  return b.downloads - a.downloads || (a.id < b.id ? -1 : Number(a.id > b.id));
}
