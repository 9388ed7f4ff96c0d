import { Fault, isFault } from "@hugginggpt/shared";
import { firstQuery, type ListingPage, listModels } from "../hub/list-models.js";
import { isPublic, modelRecord } from "../hub/model-record.js";
import { mappingEndpoints } from "../hub/provider-endpoint.js";
import type { WireModel } from "../hub/wire-model.js";
import type { ListingCursor } from "../ports/registry-store.js";
import {
  isRunnableScope,
  isWholeScope,
  type ListingScope,
  listingAt,
  listingsOf,
  planPass,
  scopeName,
} from "./pass-plan.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";
import type { TurnMark } from "./turn-mark.js";

/**
 * Brings the records up to the Hub's listing, page by page, each committed with the following position. After a
 * complete full pass, records not seen by it are removed. What this turn listed before an interruption is not listed
 * again.
 */
export async function listingStep(
  options: SyncOptions,
  deps: SyncDeps,
  tally: Tally,
  mark: TurnMark,
): Promise<void> {
  if (options.limit !== undefined) tally.kept = await deps.store.seenAfter(mark.lastPass);
  for (const scope of scopesOf(options)) {
    if (options.limit !== undefined && tally.kept >= options.limit) return;
    await listScope(scope, options.full, deps, tally, mark);
  }
}

/** Returns what is listed, each scope by itself: every wanted task of every wanted owner. */
function scopesOf({ tasks, authors, limit, minDownloads, minLikes, runnable }: SyncOptions): ListingScope[] {
  const wanted = { limit, minDownloads, minLikes, runnable };
  return orAll(tasks).flatMap((task) =>
    orAll(authors ?? []).map((author) => ({ ...wanted, task, author: author ?? undefined })),
  );
}

function orAll<T>(values: readonly T[]): (T | null)[] {
  return values.length > 0 ? [...new Set(values)] : [null];
}

async function listScope(
  scope: ListingScope,
  full: boolean,
  deps: SyncDeps,
  tally: Tally,
  mark: TurnMark,
): Promise<void> {
  const { store, clock, emit } = deps;
  const name = scopeName(scope);
  const stored = await store.cursor(name);
  if (stored?.done) await removeUnseen(scope, stored, deps, tally);
  const unconfirmed = await store.unconfirmed(scope.task);
  const ofThisTurn = stored !== null && stored.pass > mark.lastPass;
  if (ofThisTurn && stored.done && unconfirmed === 0) {
    emit({ type: "sync-started", resumed: true, kind: stored.kind, scope: name });
    return;
  }
  const start = planPass(scope, stored, {
    full: full || unconfirmed > 0,
    ofThisTurn,
    lastPass: await store.lastPass(),
    lastFull: await store.lastFullPass(name),
    time: new Date(clock.now()).toISOString(),
  });
  const resumed = start.next !== null;
  emit({ type: "sync-started", resumed, kind: start.kind, scope: start.scope });
  const end = await readPass(scope, start, deps, tally).catch((error: unknown) => {
    if (!resumed || !isFault(error, "BAD_REQUEST")) throw error;
    emit({ type: "warning", message: "The Hub refuses the stored position; this listing begins anew." });
    return readPass(scope, { ...start, next: null }, deps, tally);
  });
  if (end.done) await removeUnseen(scope, end, deps, tally);
}

/**
 * Also called before a new pass: a sync may have been killed between the last page and the removal. A registry may hold
 * models kept by two kinds of listing: runnable models stay where they are listed too, and the runnable listing removes
 * nothing that another one keeps.
 */
async function removeUnseen(
  scope: ListingScope,
  end: ListingCursor,
  { store, emit }: SyncDeps,
  tally: Tally,
): Promise<void> {
  if (end.kind !== "full" || scope.limit !== undefined) return;
  const kept = (await store.listings()).map((listing) => listing.scope).filter(isWholeScope);
  const shared = kept.some((name) => isRunnableScope(name) !== (scope.runnable === true));
  if (scope.runnable && shared) return;
  const removed = await store.finishFullPass(end, {
    author: scope.author,
    sparesRunnable: shared,
  });
  tally.models.removed += removed;
  if (removed > 0) emit({ type: "models-removed", removed });
}

async function readPass(
  scope: ListingScope,
  start: ListingCursor,
  deps: SyncDeps,
  tally: Tally,
): Promise<ListingCursor> {
  const listings = listingsOf(scope, start);
  let cursor = start;
  for (const [at, listing] of listings.entries()) {
    if (at < listingAt(listings, cursor.next)) continue;
    const following = listings[at + 1];
    const after = following ? firstQuery(following) : null;
    for await (const page of listModels(
      deps.http,
      deps.hub,
      { ...listing, from: cursor.next },
      deps.signal,
    )) {
      if (isEmptyHub(scope, cursor, page)) throw emptyFault(deps.hub.endpoint);
      // The watermark is the time at which the pass began, by the server's clock if the answer has it.
      const watermark = cursor.next === null ? (page.servedAt ?? cursor.watermark) : cursor.watermark;
      const next = page.next ?? after;
      cursor = await commitPage(scope, { ...page, next }, { ...cursor, watermark }, deps, tally);
      if (cursor.done) return cursor;
      deps.signal?.throwIfAborted();
    }
  }
  return cursor;
}

/** A listing of everything that begins with nothing is a broken server's; to believe it would empty the registry. */
function isEmptyHub(scope: ListingScope, at: ListingCursor, page: ListingPage): boolean {
  const all = at.task === null && scope.author === undefined;
  return all && at.next === null && page.models.length === 0 && page.next === null;
}

function emptyFault(endpoint: string): Fault {
  return new Fault("BAD_RESPONSE", "Could not read the Hub's listing: it names no model at all", {
    wanted: "models",
    came: `an empty listing from ${new URL(endpoint).host}`,
    next: "Check HF_ENDPOINT; the registry is left as it was.",
  });
}

async function commitPage(
  scope: ListingScope,
  page: ListingPage,
  cursor: ListingCursor,
  { store, emit }: SyncDeps,
  tally: Tally,
): Promise<ListingCursor> {
  const room = (scope.limit ?? Number.POSITIVE_INFINITY) - tally.kept;
  const wanted = page.models.filter((model) => isPublic(model) && isKept(model, scope));
  const changed = wanted.filter((model) => !isBefore(model, cursor.since));
  const records = [...new Map(changed.map((model) => [model.id, modelRecord(model)])).values()].slice(
    0,
    room,
  );
  const done =
    page.next === null ||
    records.length >= room ||
    page.models.some((model) => isBefore(model, cursor.since));
  const after = { ...cursor, next: done ? null : page.next, done };
  const result = await store.commitPage(records, after);
  const { models } = tally;
  models.seen += page.models.length + page.malformed;
  models.added += result.added;
  models.updated += result.updated;
  models.unchanged += result.unchanged + wanted.length - changed.length;
  tally.kept += records.length;
  tally.pages++;
  if (page.malformed > 0) {
    const message = `${page.malformed} items of the Hub's listing are no models with a usable id; they are left out.`;
    emit({ type: "warning", message });
  }
  emit({ type: "page-committed", seen: models.seen, kept: tally.kept, pages: tally.pages });
  return after;
}

function isKept(model: WireModel, { minLikes, minDownloads, runnable }: ListingScope): boolean {
  return runnable ? isRunnable(model) : model.likes >= minLikes || model.downloads >= minDownloads;
}

/** The listing of what is served also names models whose providers are all in trouble. */
function isRunnable({ tags, inferenceProviderMapping }: WireModel): boolean {
  const served = mappingEndpoints(inferenceProviderMapping).some(({ status }) => status === "live");
  return served || tags.includes("transformers.js");
}

/**
 * Whether a model was modified before the range of a pass over changes: it is known and not written again, so that an
 * interrupted sync leaves the same rows as an uninterrupted one.
 */
function isBefore({ lastModified }: WireModel, since: string | null): boolean {
  return since !== null && Date.parse(lastModified ?? "") < Date.parse(since);
}
