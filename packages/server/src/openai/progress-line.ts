import type { LiveEvent } from "@hugginggpt/runtime";

/** Returns what an event says of a run's progress, for people; null if it says nothing that they wait for. */
export function progressLine(event: LiveEvent): string | null {
  switch (event.type) {
    case "plan-ready":
      return event.plan.length === 0 ? null : `Plan: ${event.plan.map(({ task }) => task).join(" -> ")}`;
    case "model-selected":
      return `[${event.task}] ${event.model}: ${event.reason}`;
    case "attempt-failed":
      return `[${event.task}] ${event.model} failed: ${event.error}`;
    case "attempt-waiting":
      return `[${event.task}] ${event.model} is busy; trying again in ${Math.ceil(event.ms / 1000)} s`;
    case "task-ended":
      return `[${event.task}] ${event.outcome.status}`;
    case "inputs-unused":
      return `Not used: ${event.files.join(", ")}`;
    case "warning":
      return event.message;
    default:
      return null;
  }
}
