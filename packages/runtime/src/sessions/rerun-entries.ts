import { Fault, type JournalEntry, type RunEvent } from "@hugginggpt/shared";
import { dependents } from "../journal/finished-outcomes.js";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";

export interface Rerun {
  /** The new run's id. */
  readonly run: string;
  /** The task that runs again, with its dependents. */
  readonly task: number;
  /** The model to use now, one of the task's candidates; absent: the chosen one. */
  readonly model?: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Fields of the recorded setup that the new run changes. */
  readonly setup: Readonly<Record<string, unknown>>;
}

/** Events that the new run always takes over unchanged. */
const KEPT: ReadonlySet<RunEvent["type"]> = new Set([
  "input-recorded",
  "tasks-known",
  "controller-called",
  "controller-answered",
  "plan-ready",
  "candidates-found",
  "model-selected",
]);

/**
 * Returns the first entries of a new run that repeats an earlier one from a task on: the plan, the choices, and the
 * outcomes of tasks that succeeded and do not depend on that task.
 * @throws Fault USAGE if the run has no such task, or the model is not one of its candidates.
 */
export function rerunEntries(entries: readonly JournalEntry[], rerun: Rerun): JournalEntry[] {
  const { run, task, now } = rerun;
  const record = recordedRun(entries);
  const plan = record?.plan ?? [];
  if (!record || !plan.some(({ id }) => id === task)) throw noSuchTask(task, record);
  const failed = [...record.outcomes].filter(([, outcome]) => outcome.status !== "succeeded");
  const anew = dependents(plan, new Set([task, ...failed.map(([id]) => id)]));
  const begin: RunEvent = {
    type: "run-started",
    run,
    request: record.request,
    controller: record.controller,
    at: new Date(now).toISOString(),
    from: { run: record.run, task },
  };
  const kept = entries.map(({ event }) => event).filter((event) => isKept(event, anew));
  const chosen = kept.map((event) => withModel(event, rerun, record));
  return [begin, ...chosen].map((event) => ({ at: now, event: withSetup(event, rerun) }));
}

function withSetup(event: RunEvent, { setup }: Rerun): RunEvent {
  if (event.type !== "input-recorded") return event;
  return { ...event, input: { ...event.input, setup: { ...event.input.setup, ...setup } } };
}

/** Returns the event of the task's choice with the wanted model; any other event unchanged. */
function withModel(event: RunEvent, { task, model }: Rerun, { choices }: RecordedRun): RunEvent {
  if (model === undefined || event.type !== "model-selected" || event.task !== task) return event;
  const ids = (choices.get(task)?.found.candidates ?? []).map((candidate) => candidate.model.id);
  if (!ids.includes(model))
    throw new Fault("USAGE", `${model} is not a candidate for task ${task}`, {
      wanted: `one of ${ids.join(", ")}`,
      came: model,
      next: "Choose one of them.",
    });
  return { ...event, model, reason: "Chosen for this rerun", passedOver: ids.filter((id) => id !== model) };
}

function isKept(event: RunEvent, anew: ReadonlySet<number>): boolean {
  if (event.type === "stage-started") return event.stage !== "response";
  // The costs of the earlier run do not count again.
  if (event.type === "call-ended") return false;
  if (KEPT.has(event.type)) return true;
  return "task" in event && !anew.has(event.task);
}

function noSuchTask(task: number, record: RecordedRun | null): Fault {
  const ids = (record?.plan ?? []).map(({ id }) => id);
  return new Fault("USAGE", `The run has no task ${task}`, {
    wanted: ids.length > 0 ? `one of ${ids.join(", ")}` : "a run with a plan",
    came: String(task),
    next: "`hugginggpt runs show` lists the tasks.",
  });
}
