import { Fault, isFault, type ListingCursor } from "@hugginggpt/shared";
import { type ListingPage, listModels } from "../hub/list-models.js";
import { isPublic, modelRecord } from "../hub/model-record.js";
import type { WireModel } from "../hub/wire-model.js";
import { type ListingScope, planPass, scopeName } from "./pass-plan.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";

const PAGE_SIZE = 500;
const MIN_PAGE_SIZE = 20;

/**
 * Brings the records up to the Hub's listing, page by page, each committed with the position after it. After a complete
 * full pass, records that it did not see are removed.
 */
export async function listingStep(options: SyncOptions, deps: SyncDeps, tally: Tally): Promise<void> {
  const tasks = options.tasks.length > 0 ? [...new Set(options.tasks)] : [null];
  for (const task of tasks) {
    if (options.limit !== undefined && tally.kept >= options.limit) return;
    await listScope({ ...options, task }, options.full, deps, tally);
  }
}

async function listScope(scope: ListingScope, full: boolean, deps: SyncDeps, tally: Tally): Promise<void> {
  const { store, clock, emit } = deps;
  const stored = await store.cursor(scopeName(scope));
  if (stored?.done) await removeUnseen(scope, stored, deps, tally);
  const time = new Date(clock.now()).toISOString();
  const start = planPass(scope, stored, { full, lastPass: await store.lastPass(), time });
  const resumed = start.next !== null;
  emit({ type: "sync-started", resumed, kind: start.kind, scope: start.scope });
  const end = await readPass(scope, start, deps, tally).catch((error: unknown) => {
    if (!resumed || !isFault(error, "BAD_REQUEST")) throw error;
    emit({ type: "warning", message: "The Hub refuses the stored position; this listing begins anew." });
    return readPass(scope, { ...start, next: null }, deps, tally);
  });
  if (end.done) await removeUnseen(scope, end, deps, tally);
}

/** Also called before a new pass: a sync may have been killed between the last page and the removal. */
async function removeUnseen(
  scope: ListingScope,
  end: ListingCursor,
  { store, emit }: SyncDeps,
  tally: Tally,
): Promise<void> {
  if (end.kind !== "full" || scope.limit !== undefined) return;
  const removed = await store.finishFullPass(end);
  tally.models.removed += removed;
  if (removed > 0) emit({ type: "models-removed", removed });
}

async function readPass(
  scope: ListingScope,
  start: ListingCursor,
  deps: SyncDeps,
  tally: Tally,
): Promise<ListingCursor> {
  const listing = {
    sort: sortOf(scope, start),
    task: scope.task,
    pageSize: pageSize(scope),
    from: start.next,
  };
  let cursor = start;
  for await (const page of listModels(deps.http, deps.hub, listing, deps.signal)) {
    if (isEmptyHub(cursor, page)) throw emptyFault(deps.hub.endpoint);
    // The watermark is the time at which the pass began, by the server's clock where it tells.
    const watermark = cursor.next === null ? (page.servedAt ?? cursor.watermark) : cursor.watermark;
    cursor = await commitPage(scope, page, { ...cursor, watermark }, deps, tally);
    if (cursor.done) break;
    deps.signal?.throwIfAborted();
  }
  return cursor;
}

/** A listing of everything that begins with nothing is a broken server's; to believe it would empty the registry. */
function isEmptyHub(at: ListingCursor, page: ListingPage): boolean {
  return at.next === null && at.task === null && page.models.length === 0 && page.next === null;
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

function isKept({ likes, downloads }: WireModel, { minLikes, minDownloads }: ListingScope): boolean {
  return likes >= minLikes || downloads >= minDownloads;
}

/**
 * Whether a model was modified before a pass over changes looks: it is known, and not written again, so that a sync
 * that was interrupted leaves the same rows as one that was not.
 */
function isBefore({ lastModified }: WireModel, since: string | null): boolean {
  return since !== null && Date.parse(lastModified ?? "") < Date.parse(since);
}

function sortOf(scope: ListingScope, { kind }: ListingCursor): "createdAt" | "lastModified" | "downloads" {
  if (scope.limit !== undefined) return "downloads";
  return kind === "full" ? "createdAt" : "lastModified";
}

function pageSize({ limit }: ListingScope): number {
  return limit === undefined ? PAGE_SIZE : Math.min(PAGE_SIZE, Math.max(limit, MIN_PAGE_SIZE));
}
