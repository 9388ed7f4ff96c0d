import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import {
  changedLinks,
  KNOWN,
  type Link,
  MIN_CARD,
  type Named,
  ORPHANS,
  type Orphan,
} from "../../records/copy-links.js";

const SAME_CARDS = `
  SELECT pair.a, pair.b FROM unnest($1::int[], $2::int[]) AS pair(a, b)
  JOIN hugginggpt.cards AS one ON one.row = pair.a JOIN hugginggpt.cards AS other ON other.row = pair.b
  WHERE one.text = other.text AND length(one.text) >= ${MIN_CARD}`;
const WRITE = `
  UPDATE hugginggpt.models AS m
  SET base_model = given.base, base_relation = given.relation, base_found = given.base IS NOT NULL
  FROM unnest($1::int[], $2::text[], $3::text[]) AS given(row, base, relation) WHERE m.row = given.row`;

/** Links copies again, writes the links that changed, and returns their rows (`RegistryStore.linkCopies`). */
export async function linkCopies(query: PostgresTransaction["query"]): Promise<readonly number[]> {
  const known = await query<Named>(KNOWN);
  const orphans = await query<Orphan>(ORPHANS);
  // A first pass of the rule collects the pairs of cards that it compares.
  const asked: (readonly [number, number])[] = [];
  changedLinks(known, orphans, (a, b) => asked.push([a, b]) < 0);
  const same = await query<{ a: number; b: number }>(SAME_CARDS, [
    asked.map(([a]) => a),
    asked.map(([, b]) => b),
  ]);
  const pairs = new Set(same.map(({ a, b }) => `${a} ${b}`));
  const changed = changedLinks(known, orphans, (a, b) => pairs.has(`${a} ${b}`));
  const of = (key: keyof Link) => changed.map(({ link }) => link[key]);
  if (changed.length > 0)
    await query(WRITE, [changed.map(({ row }) => row), of("baseModel"), of("baseRelation")]);
  return changed.map(({ row }) => row);
}
