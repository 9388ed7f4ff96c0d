import type { SyncEvent } from "@hugginggpt/shared";
import { count, duration } from "../format.js";

/** Returns what happened in a sync as a sentence without a full stop; null for progress, and for what changed nothing. */
export function syncSentence(event: SyncEvent): string | null {
  switch (event.type) {
    case "sync-started":
      return `${event.resumed ? "Going on with" : "Starting"} ${event.kind === "full" ? "a full listing" : "a listing of what changed"} (${event.scope})`;
    case "models-removed":
      return event.removed > 0
        ? `Removed ${count(event.removed, "model")} that the Hub no longer lists`
        : null;
    case "model-moved":
      return `${event.from} is ${event.to} now`;
    case "endpoints-refreshed":
      return event.endpoints > 0 ? `${event.provider}: ${count(event.endpoints, "live endpoint")}` : null;
    case "endpoints-failed":
      return `warning: endpoints of ${event.provider} could not be read: ${event.error}`;
    case "index-built":
      return `Vector search is served by ${event.kind === "hnsw" ? "HNSW" : "an exact scan"} (${event.reason})`;
    case "waiting":
      return event.ms >= 1000 ? `Waiting ${duration(event.ms)} to ${event.purpose}` : null;
    case "warning":
      return `warning: ${event.message}`;
    case "page-committed":
    case "cards-progress":
    case "vectors-progress":
      return null;
  }
}
