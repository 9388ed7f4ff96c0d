import {
  type ArtifactStore,
  type Backend,
  type Clock,
  type Controller,
  type Emit,
  type EndpointKind,
  endpointName,
  Fault,
  NO_CAPS,
  type Outcome,
  type Registry,
  recordedError,
} from "@hugginggpt/shared";
import type { RecordedRun } from "../journal/recorded-run.js";
import type { FindCandidates } from "../run/choices.js";
import type { RunDeps, RunInput } from "../run/run-input.js";
import { recordedController } from "./recorded-controller.js";
import { byQuestion, recordedPlan } from "./recorded-plan.js";
import { cappedBy, replayMeter } from "./replay-meter.js";
import { replaySchedule } from "./replay-schedule.js";

/** The sources of a replay. */
export interface Replayed {
  readonly record: RecordedRun;
  /** Its outcomes with the contents of their files. */
  readonly finished: ReadonlyMap<number, Outcome>;
  /** Its input. */
  readonly input: RunInput;
  readonly clock: Clock;
}

/** How many times faster than the recorded run its pauses pass; a replay waits for nothing else. */
const HASTE = 10;

/**
 * Returns what `runRequest` needs to repeat a run with only the recorded answers: nothing calls a registry, model,
 * provider or the network, nothing is written, and caps apply only as recorded. Anything missing from the record fails
 * as UNSUPPORTED.
 */
export function replayOf(
  from: Replayed,
  emit: Emit,
): { readonly input: RunInput; readonly setup: Omit<RunDeps, "emit" | "signal"> & { readonly emit: Emit } } {
  const { record, finished, clock, input } = from;
  const { controller, runnable, from: origin } = record;
  return {
    input: { ...input, caps: NO_CAPS },
    setup: {
      controller:
        controller === "offline" ? null : recordedController(silentController(controller), record.replies),
      registry: EMPTY_REGISTRY,
      backends: (record.input?.backends ?? []).map((kind) => replayBackend(kindOf(kind), from)),
      artifacts: replayArtifacts(finished),
      clock: hurried(clock),
      advice: record.input?.advice ?? "",
      approve: approvedAsRecorded(record),
      find: foundAsRecorded(record, input),
      meter: replayMeter(record.outcomes),
      schedule: replaySchedule(record),
      runnable: runnable ?? undefined,
      emit: (event) => emit(event.type === "run-started" && origin ? { ...event, from: origin } : event),
    },
  };
}

/** Returns the recorded candidates, including those for plans that were changed later. */
function foundAsRecorded({ plan, choices, earlier }: RecordedRun, input: RunInput): FindCandidates {
  const found = new Map(
    [...earlier, { plan: plan ?? [], choices }].flatMap((one) => {
      const read = one.plan.length === 0 ? "" : recordedPlan(one.plan, input);
      return typeof read === "string" ? [] : byQuestion(read, one.choices);
    }),
  );
  return async ({ key }) => {
    const choice = found.get(key);
    return choice?.found ?? { candidates: [], known: 0, limited: false, notes: [] };
  };
}

/** Returns an approval that requests the recorded changes in order, then approves, unless the run was refused. */
function approvedAsRecorded(record: RecordedRun): NonNullable<RunDeps["approve"]> {
  const changes = [...record.changes];
  return async () => {
    const change = changes.shift();
    if (!change) return !wasRefused(record);
    return "plan" in change ? { plan: JSON.stringify({ plan: change.plan }) } : change;
  };
}

/** Whether the plan was refused: the run failed before execution, without an error or an answer. */
function wasRefused({ status, error, answer, executing }: RecordedRun): boolean {
  return status === "failed" && error === null && answer === null && !executing;
}

/** Returns a controller of a recorded run, asked something that the record does not hold. */
function silentController(name: string): Controller {
  return {
    name,
    chat: () =>
      notRecorded("what the controller said to this question: the words of the prompts have changed"),
  };
}

const EMPTY_REGISTRY: Registry = {
  search: async () => ({ candidates: [], total: 0, notes: [] }),
  get: async () => null,
  tasks: async () => [],
  stats: () => notRecorded("the figures of the registry"),
  facets: () => notRecorded("the figures of the registry"),
  close: () => undefined,
};

/** Returns a backend that answers each attempt as recorded: first the failures in order, then the task's outcome. */
function replayBackend(kind: EndpointKind, { record, finished }: Replayed): Backend {
  /** How many of a task's failures were replayed. */
  const replayed = new Map<number, number>();
  const capped = (record.plan ?? []).filter(({ id }) => {
    const outcome = record.outcomes.get(id);
    return outcome && cappedBy(outcome) !== null;
  });
  const tried = [...record.failures.values()].flat().map((failure) => failure.endpoint);
  const done = [...record.outcomes.values()].map((one) => one.status === "succeeded" && one.endpoint);
  const names = new Set<string | false>([...tried, ...done]);
  return {
    kind,
    /** Includes endpoints that a cap prevented, which it does again (see `replayMeter`). */
    supports: (task, endpoint) => {
      const isPaid = endpoint.kind !== "builtin" && endpoint.kind !== "local";
      return (isPaid && capped.some((one) => one.task === task)) || names.has(endpointName(endpoint));
    },
    run: async ({ taskId = -1, model, endpoint }) => {
      const name = endpointName(endpoint);
      const before = replayed.get(taskId) ?? 0;
      const failure = record.failures.get(taskId)?.[before];
      if (failure?.model === model && failure.endpoint === name) {
        replayed.set(taskId, before + 1);
        throw failure.fault ? recordedError(failure.fault) : new Error(failure.error);
      }
      const outcome = finished.get(taskId);
      if (outcome?.status === "succeeded" && outcome.model === model && outcome.endpoint === name)
        return outcome.output;
      return notRecorded(`what ${model} at ${name} returned for task ${taskId}`);
    },
  };
}

/** Returns a store that names the recorded files of a task and writes nothing. */
function replayArtifacts(finished: ReadonlyMap<number, Outcome>): ArtifactStore {
  return {
    keep: async (_output, { taskId }) => {
      const outcome = finished.get(taskId);
      return outcome?.status === "succeeded" ? outcome.artifacts : [];
    },
    open: async () => null,
    pathOf: () => null,
  };
}

function hurried(clock: Clock): Clock {
  const start = clock.now();
  return {
    now: () => start + (clock.now() - start) * HASTE,
    sleep: (ms, signal) => clock.sleep(ms / HASTE, signal),
  };
}

function kindOf(kind: string): EndpointKind {
  const kinds: readonly EndpointKind[] = ["provider", "local", "builtin", "controller", "custom"];
  const found = kinds.find((one) => one === kind);
  if (found) return found;
  throw unrecorded(`a kind of endpoint that this version knows (${kind})`);
}

async function notRecorded(what: string): Promise<never> {
  throw unrecorded(what);
}

function unrecorded(what: string): Fault {
  return new Fault("UNSUPPORTED", `The record does not hold ${what}`, {
    next: "Run the request again, or continue from a task with `hugginggpt runs rerun`.",
  });
}
