import { describeError, type Embedder, isFault } from "@hugginggpt/shared";
import type { EmbedderIdentity } from "../ports/registry-store.js";

/** A query's vector, or why there is no ranking by vectors. */
export type QueryVector =
  | { readonly values: Float32Array }
  | { readonly values: null; readonly note: string | null };

/**
 * Returns the query's vector if it can be compared with the stored ones: same embedder, same dimension. Else, and if
 * the embedder's server fails, null with a note that says why; null without a note for a query without content.
 * @throws the signal's reason when aborted; errors that are no Fault.
 */
export async function queryVector(
  text: string,
  embedder: Embedder,
  stored: EmbedderIdentity | null,
  signal?: AbortSignal,
): Promise<QueryVector> {
  if (stored === null)
    return { values: null, note: "No vectors yet: ranked by words only. `indexer sync` makes them." };
  if (stored.name !== embedder.name) return { values: null, note: mismatch(embedder.name, stored.name) };
  try {
    const [values] = await embedder.embed([text], "query", signal);
    if (values === undefined || values.every((value) => value === 0)) return { values: null, note: null };
    if (values.length !== stored.dimension)
      return {
        values: null,
        note: mismatch(`${embedder.name} (${values.length})`, `${stored.name} (${stored.dimension})`),
      };
    return { values };
  } catch (error) {
    signal?.throwIfAborted();
    if (!isFault(error)) throw error;
    return { values: null, note: `Ranked by words only: ${describeError(error)}` };
  }
}

function mismatch(ours: string, stored: string): string {
  return (
    `Ranked by words only: the registry's vectors are by ${stored}, this search would use ${ours}. ` +
    `Search with --embedder ${stored.split(" ")[0]}, or run \`indexer sync --embedder ${ours.split(" ")[0]}\`.`
  );
}
