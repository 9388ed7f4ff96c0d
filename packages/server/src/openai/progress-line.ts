import type { LiveEvent } from "@hugginggpt/runtime";

/** Returns a line about an event for people; null for events that do not interest them. */
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
