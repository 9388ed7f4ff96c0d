import { Fault } from "@hugginggpt/shared";
import { toUnitLength } from "./unit-vector.js";

/** The most dimensions: the largest embedding models have 4,096 to 8,192. */
const MAX_DIMENSION = 16_384;

/**
 * Returns a server's vectors, scaled to unit length.
 * @throws Fault BAD_RESPONSE if there are more or fewer vectors than texts, if their dimensions differ from each other
 * or from `dimension` (null: not known yet), or if a value is not finite.
 */
export function checkedVectors(
  rows: readonly (readonly number[] | Float32Array)[],
  texts: number,
  dimension: number | null,
  embedder: string,
): Float32Array[] {
  if (rows.length !== texts) throw fault(embedder, `${texts} vectors`, `${rows.length}`);
  const length = dimension ?? rows[0]?.length ?? 0;
  return rows.map((row) => {
    if (row.length === 0 || row.length > MAX_DIMENSION || row.length !== length)
      throw fault(embedder, `vectors of ${length} dimensions`, `one of ${row.length}`);
    const values = Float32Array.from(row);
    if (!values.every(Number.isFinite)) throw fault(embedder, "finite numbers", "others");
    return toUnitLength(values);
  });
}

function fault(embedder: string, wanted: string, came: string): Fault {
  return new Fault(
    "BAD_RESPONSE",
    `The embedder ${embedder} returned something other than it was asked for`,
    {
      wanted,
      came,
      next: "Check that the model makes embeddings of texts, or use --embedder hashed.",
    },
  );
}
