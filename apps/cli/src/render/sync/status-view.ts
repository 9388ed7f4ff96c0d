import type { OpenedRegistry, SyncStatus, SyncSummary } from "@hugginggpt/indexer";
import { count, duration, grouped } from "../format.js";

/** How far a registry is, and which process writes it, if one does. */
type Status = SyncStatus & { readonly writer: ReturnType<OpenedRegistry["writer"]> };

/** Returns how far a registry is as lines for a person; `now` in milliseconds since the Unix epoch. */
export function statusLines(status: Status, lastSync: string | null, now: number): string[] {
  const { progress, share, limit, restSeconds, writer } = status;
  const ago = (time: string) => `${duration(Math.max(0, now - Date.parse(time)))} ago`;
  const rest =
    progress.cards.left === 0
      ? "nothing to read"
      : `about ${duration(restSeconds * 1000)} at ${grouped(limit.quota)} files in ${limit.windowSeconds / 60} minutes (${limit.from})`;
  return [
    `age          ${lastSync ? ago(lastSync) : "no sync has ended yet"}`,
    `endpoints of ${status.endpointsAt ? ago(status.endpointsAt) : "never refreshed"}`,
    `done         ${doneLine(share, progress)}`,
    `left to do   ${count(progress.cards.left, "card")} to read, ${count(progress.vectors.left, "text")} to embed`,
    `time left    ${rest}`,
    ...status.listings.map(
      ({ scope, done }) =>
        `listing      ${scope}: ${done ? "complete" : "unfinished, the next sync continues"}`,
    ),
    `full listing ${status.nextFullPass ? `the next is due ${status.nextFullPass}` : "none is due"}`,
    ...(writer
      ? [`now          process ${writer.pid} on ${writer.host} is writing, started ${ago(writer.since)}`]
      : []),
    `last turn    ${status.lastTurn ? turnLine(status.lastTurn, now) : "none yet"}`,
  ];
}

function doneLine(share: number, { models, share: of }: SyncStatus["progress"]): string {
  if (models === 0) return "nothing: there are no models from the Hub yet";
  return `${percent(share)} of what matters: cards ${percent(of.cards)}, vectors ${percent(of.vectors)}`;
}

function turnLine(turn: SyncSummary, now: number): string {
  const { status, endedAt, seconds, models, cards, vectors, errors, error } = turn;
  const how = turn.turn && turn.turn !== status ? `${status} (${turn.turn})` : status;
  const did = [
    `${count(models.added, "model")} added`,
    `${grouped(models.updated)} updated`,
    `${grouped(models.removed)} removed`,
    count(cards.fetched, "card"),
    count(vectors.embedded, "vector"),
    count(errors, "error"),
  ].join(", ");
  const since = duration(Math.max(0, now - Date.parse(endedAt)));
  return `${how} ${since} ago in ${duration(seconds * 1000)}: ${did}${error ? `; ${error}` : ""}`;
}

/** A share that is not all is never shown as all. */
function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99.9, Math.floor(share * 1000) / 10)} %`;
}
