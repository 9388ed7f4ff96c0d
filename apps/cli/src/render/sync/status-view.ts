import type { OpenedRegistry, SyncStatus, SyncSummary } from "@hugginggpt/indexer";
import { t } from "../../lang/words.js";
import { count, duration, grouped } from "../format.js";

/** How far a registry is, and which process writes it, if one does. */
type Status = SyncStatus & { readonly writer: Awaited<ReturnType<OpenedRegistry["writer"]>> };

/** Returns how far a registry is as lines for a person; `now` in milliseconds since the Unix epoch. */
export function statusLines(status: Status, lastSync: string | null, now: number): string[] {
  const { progress, share, limit, restSeconds, writer } = status;
  const ago = (time: string) => t`${duration(Math.max(0, now - Date.parse(time)))} ago`;
  const rest =
    progress.cards.left === 0
      ? t`nothing to read`
      : t`about ${duration(restSeconds * 1000)} at ${grouped(limit.quota)} files in ${limit.windowSeconds / 60} minutes (${limit.from})`;
  return [
    t`age          ${lastSync ? ago(lastSync) : t`no sync has ended yet`}`,
    t`endpoints of ${status.endpointsAt ? ago(status.endpointsAt) : t`never refreshed`}`,
    t`done         ${doneLine(share, progress)}`,
    t`left to do   ${count(progress.cards.left, "card")} to read, ${count(progress.vectors.left, "text")} to embed`,
    t`time left    ${rest}`,
    ...status.listings.map(
      ({ scope, done }) =>
        t`listing      ${scope}: ${done ? "complete" : t`unfinished, the next sync continues`}`,
    ),
    t`full listing ${status.nextFullPass ? t`the next is due ${status.nextFullPass}` : t`none is due`}`,
    ...(writer
      ? [t`now          process ${writer.pid} on ${writer.host} is writing, started ${ago(writer.since)}`]
      : []),
    t`last turn    ${status.lastTurn ? turnLine(status.lastTurn, now) : t`none yet`}`,
  ];
}

function doneLine(share: number, { models, share: of }: SyncStatus["progress"]): string {
  if (models === 0) return t`nothing: there are no models from the Hub yet`;
  return t`${percent(share)} of what matters: cards ${percent(of.cards)}, vectors ${percent(of.vectors)}`;
}

function turnLine(turn: SyncSummary, now: number): string {
  const { status, endedAt, seconds, models, cards, vectors, errors, error } = turn;
  const how = turn.turn && turn.turn !== status ? `${status} (${turn.turn})` : status;
  const did = [
    t`${count(models.added, "model")} added`,
    t`${grouped(models.updated)} updated`,
    t`${grouped(models.removed)} removed`,
    count(cards.fetched, "card"),
    count(vectors.embedded, "vector"),
    count(errors, "error"),
  ].join(", ");
  const since = duration(Math.max(0, now - Date.parse(endedAt)));
  return t`${how} ${since} ago in ${duration(seconds * 1000)}: ${did}${error ? `; ${error}` : ""}`;
}

/** A share that is not all is never shown as all. */
function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99.9, Math.floor(share * 1000) / 10)} %`;
}
