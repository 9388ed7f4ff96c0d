import type { VectorState } from "../../ports/vector-reader.js";

export const VECTOR_STATE = `SELECT count(*) AS count, coalesce(max(seq), 0) AS "lastSeq" FROM hugginggpt.vectors`;
export const NO_VECTORS: VectorState = { count: 0, lastSeq: 0 };
/** Selects the vectors `v` with their models `m`. */
export const VECTORS =
  "SELECT m.id, v.seq, v.data FROM hugginggpt.vectors AS v JOIN hugginggpt.models AS m USING (row)";
export const VECTORS_AFTER = `${VECTORS} WHERE v.seq > $1 ORDER BY v.seq LIMIT $2`;
export const VECTOR_KEYS = `
  SELECT m.id, v.seq FROM hugginggpt.vectors AS v JOIN hugginggpt.models AS m USING (row) ORDER BY m.task, m.row`;

/** Drops all vectors. */
export const DROP_VECTORS = [
  "DELETE FROM hugginggpt.vectors",
  "UPDATE hugginggpt.models SET needs_vector = true",
];
export const COUNT_TEXTS = `
  SELECT count(*) FILTER (WHERE needs_vector) AS "textsToEmbed", count(*) FILTER (WHERE NOT needs_vector) AS vectors
  FROM hugginggpt.models`;
