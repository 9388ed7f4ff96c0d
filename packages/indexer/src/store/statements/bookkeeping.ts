/** Redirects to another id that the Hub gave and that no sync has followed yet. */
export const MOVES = `
  SELECT m.id AS "from", w.to_id AS "to" FROM hugginggpt.moves AS w JOIN hugginggpt.models AS m USING (row) ORDER BY row`;
/** The last turn of a sync that read a provider's endpoints. */
export const PUT_TURN = `
  INSERT INTO hugginggpt.provider_turns (provider, turn) VALUES ($1, $2)
  ON CONFLICT (provider) DO UPDATE SET turn = excluded.turn`;
export const PROVIDERS_OF_TURN =
  "SELECT provider FROM hugginggpt.provider_turns WHERE turn = $1 ORDER BY provider";
export const UNCONFIRMED = `
  SELECT count(*) AS n FROM hugginggpt.models WHERE source = 'seed' AND (CAST($1 AS text) IS NULL OR task = $1)`;
export const ANY_MODEL = "SELECT 1 AS n FROM hugginggpt.models WHERE source <> 'builtin' LIMIT 1";

/** Returns the number `n` of the first row; 0 if there is none. */
export function numberIn([row]: readonly { readonly n: number }[]): number {
  return row?.n ?? 0;
}
