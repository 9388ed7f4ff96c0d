import { join } from "node:path";
import { TopScores } from "../../collections/top-scores.js";
import type { IndexKind } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader } from "../../ports/vector-reader.js";
import type { Check } from "../../ports/verification.js";
import { fileProblem } from "../index-files/file-checksum.js";
import { dotAt } from "./dot-product.js";
import { paramsOf } from "./index-params.js";
import { VectorSearch, type VectorSearchOptions } from "./vector-search.js";

/** Stored vectors that serve as queries. Each is compared with all others: 0.4 ms for 1,000 vectors. */
const QUERIES = 20;
const NEAREST = 10;
/** The share of the true nearest that searches must find (docs/decisions/0005-vector-search.md). */
const LEAST_RECALL = 0.98;
const BATCH = 2000;

const REBUILD = "Run `indexer rebuild`.";

/** Checks that the published index files are unchanged, and that searches find what an exact scan finds. */
export async function checkIndex(options: VectorSearchOptions): Promise<Check[]> {
  const embedder = await options.vectors.embedder();
  if (embedder === null) return [{ name: "index", ok: true, detail: "no vectors yet" }];
  const lastSeq = (await options.vectors.state()).lastSeq;
  return [
    await fileCheck(options, "int8", embedder, lastSeq),
    await fileCheck(options, "hnsw", embedder, lastSeq),
    await recallCheck(options, embedder),
  ].filter((check) => check !== null);
}

/** Returns null if no file is published, which searches do without. */
async function fileCheck(
  { folder, generations }: VectorSearchOptions,
  kind: IndexKind,
  embedder: EmbedderIdentity,
  lastSeq: number,
): Promise<Check | null> {
  const live = await generations.live(kind);
  if (live === null) return null;
  const { file, generation, count, params } = live;
  const name = `index file (${kind})`;
  if (params !== paramsOf(kind, embedder))
    return { name, ok: true, detail: `${file} is of another embedder; searches do without` };
  const problem = await fileProblem(join(folder, file), live);
  if (problem !== null) return { name, ok: false, detail: `${file} ${problem}`, next: REBUILD };
  const newer = lastSeq - live.lastSeq;
  const since = newer > 0 ? `; ${newer} changes since` : "";
  return { name, ok: true, detail: `generation ${generation}, ${count} vectors, its checksum fits${since}` };
}

/** Searches for stored vectors, and compares the results with an exact scan of all stored vectors. */
async function recallCheck(options: VectorSearchOptions, embedder: EmbedderIdentity): Promise<Check> {
  const name = "recall";
  const { vectors } = options;
  const keys = await vectors.keys();
  const chosen = Array.from({ length: Math.min(QUERIES, keys.length) }, (_, i) => {
    return keys[Math.floor((i * keys.length) / QUERIES)]?.id ?? "";
  });
  const queries = (await vectors.of(chosen)).filter(
    ({ values }) => values.length === embedder.dimension && values.some((value) => value !== 0),
  );
  if (queries.length === 0) return { name, ok: true, detail: "no vectors to search for" };
  const exact = await exactly(
    vectors,
    queries.map(({ values }) => values),
  );
  const search = new VectorSearch(embedder, options);
  let [found, wanted] = [0, 0];
  for (const [i, { values }] of queries.entries()) {
    const hits = await search.search(values, NEAREST, null);
    const nearest = exact[i] ?? [];
    const least = nearest.at(-1)?.score ?? 0;
    // A tie with the last of the nearest counts as found: copies of a model have the same vector.
    found += hits.filter(({ similarity }) => similarity >= least - 1e-6).length;
    wanted += nearest.length;
  }
  const recall = wanted === 0 ? 1 : found / wanted;
  const detail = `${(100 * recall).toFixed(1)} % of the ${NEAREST} nearest found in ${queries.length} searches`;
  return recall >= LEAST_RECALL ? { name, ok: true, detail } : { name, ok: false, detail, next: REBUILD };
}

async function exactly(reader: VectorReader, queries: readonly Float32Array[]) {
  const best = queries.map(() => new TopScores(NEAREST));
  let last = 0;
  for (;;) {
    const batch = await reader.after(last, BATCH);
    for (const { seq, values } of batch) {
      for (const [i, query] of queries.entries()) {
        if (values.length === query.length) best[i]?.offer(seq, dotAt(query, values, 0));
      }
    }
    last = batch.at(-1)?.seq ?? last;
    if (batch.length < BATCH) return best.map((scores) => scores.sorted());
  }
}
