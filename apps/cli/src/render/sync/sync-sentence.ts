import type { FaultCode, SyncEvent } from "@hugginggpt/shared";
import { fixed, say, t } from "../../lang/words.js";
import { count, duration } from "../format.js";

/** Returns an event of a sync as a sentence without full stop; null for progress, and if nothing changed. */
export function syncSentence(event: SyncEvent): string | null {
  switch (event.type) {
    case "sync-started":
      return `${event.resumed ? t`Continuing` : t`Starting`} ${event.kind === "full" ? t`a full listing` : t`a listing of what changed`} (${event.scope})`;
    case "team-part":
      return partSentence(event);
    case "models-removed":
      return event.removed > 0
        ? t`Removed ${count(event.removed, "model")} that the Hub no longer lists`
        : null;
    case "model-moved":
      return t`${event.from} was renamed to ${event.to}`;
    case "endpoints-refreshed":
      return event.endpoints > 0 ? `${event.provider}: ${count(event.endpoints, "live endpoint")}` : null;
    case "endpoints-failed":
      return t`warning: endpoints of ${event.provider} could not be read: ${say(event.error)}`;
    case "index-built":
      return t`Vector search uses ${event.kind === "hnsw" ? "HNSW" : t`an exact scan`} (${say(event.reason)})`;
    case "waiting":
      return event.ms >= 1000 ? waitSentence(event) : null;
    case "warning":
      return t`warning: ${say(event.message)}`;
    case "page-committed":
    case "cards-progress":
    case "vectors-progress":
      return null;
  }
}

function partSentence({ part, leader }: Extract<SyncEvent, { type: "team-part" }>): string {
  switch (part) {
    case "leads":
      return t`Leading: this machine lists, the others read cards with it`;
    case "cards":
      return t`Following: reading cards; the leader is on ${leader}`;
    case "texts":
      return t`Following: embedding texts; the leader is on ${leader}`;
    case "waits":
      return t`Following: waiting for work; the leader is on ${leader}`;
  }
}

/** What went wrong, by its code, as a sentence about the server. */
const TROUBLES: Partial<Record<FaultCode, string>> = {
  NETWORK: "unreachable",
  TIMEOUT: "did not answer in time",
  RATE_LIMITED: "asks for a pause",
  SERVER_ERROR: "reported an error",
  DATABASE_LOST: "is gone",
  DATABASE_UNREACHABLE: "unreachable",
  DATABASE_BUSY: "is too busy",
  DISK: "has no room left",
};

function waitSentence({ ms, purpose, why }: Extract<SyncEvent, { type: "waiting" }>): string {
  if (!why) return t`Waiting ${duration(ms)} for the rate limit to ${purpose}`;
  return t`${why.host} ${fixed(TROUBLES[why.code] ?? "failed")}; trying again in ${duration(ms)}`;
}
