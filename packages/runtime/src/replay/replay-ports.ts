import {
  type Artifact,
  type ArtifactOrigin,
  type ArtifactStore,
  type Backend,
  type Clock,
  type Controller,
  type Emit,
  type Endpoint,
  type EndpointKind,
  endpointName,
  Fault,
  type Job,
  NO_CAPS,
  type Outcome,
  type Registry,
  recordedError,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import type { RecordedRun } from "../journal/recorded-run.js";
import type { FindCandidates } from "../run/choices.js";
import type { RunDeps, RunInput } from "../run/run-input.js";
import { recordedController } from "./recorded-controller.js";
import { byQuestion, recordedPlan } from "./recorded-plan.js";
import { replayMeter, whyLeft } from "./replay-meter.js";
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

/** How many times faster than the clock a replay is. It waits only during the pauses of the recorded run. */
const HASTE = 10;

/**
 * Returns what `runRequest` needs to repeat a run with only the recorded answers: nothing calls a registry, model, provider
 * or the network, nothing is written, and caps apply only as recorded. Anything missing from the record fails as
 * UNSUPPORTED.
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
      backends: (record.input?.backends ?? []).map((kind) => new ReplayBackend(kind, from)),
      artifacts: new ReplayArtifacts(finished),
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

/** Requests the recorded changes one after the other, then approves, unless the run was refused. */
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

function silentController(name: string): Controller {
  return {
    name,
    chat: async () => {
      throw notRecorded("what the controller said to this question: the words of the prompts have changed");
    },
  };
}

const EMPTY_REGISTRY: Registry = {
  search: async () => ({ candidates: [], total: 0, notes: [] }),
  get: async () => null,
  tasks: async () => [],
  stats: async () => {
    throw notRecorded("the figures of the registry");
  },
  facets: async () => {
    throw notRecorded("the figures of the registry");
  },
  close: () => undefined,
};

/** Answers each attempt as recorded: first the failures in order, then the outcome of the task. */
class ReplayBackend implements Backend {
  readonly kind: EndpointKind;
  readonly #record: RecordedRun;
  readonly #finished: ReadonlyMap<number, Outcome>;
  /** How many of a task's failures were replayed. */
  readonly #given = new Map<number, number>();
  /** Kinds of tasks that a cap prevented. */
  readonly #left: ReadonlySet<string>;

  constructor(kind: string, { record, finished }: Replayed) {
    this.kind = kindOf(kind);
    this.#record = record;
    this.#finished = finished;
    const left = (record.plan ?? []).filter(({ id }) => isLeft(record.outcomes.get(id)));
    this.#left = new Set(left.map(({ task }) => task));
  }

  /** Supports endpoints that were tried, and those that a cap prevented, which it does again (see `replayMeter`). */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    if (this.#left.has(task) && endpoint.kind !== "builtin" && endpoint.kind !== "local") return true;
    const name = endpointName(endpoint);
    const tried = [...this.#record.failures.values()].flat().map((failure) => failure.endpoint);
    const done = [...this.#record.outcomes.values()].map((one) => one.status === "succeeded" && one.endpoint);
    return tried.includes(name) || done.includes(name);
  }

  async run({ taskId = -1, model, endpoint }: Job): Promise<TaskOutput> {
    const name = endpointName(endpoint);
    const given = this.#given.get(taskId) ?? 0;
    const failure = this.#record.failures.get(taskId)?.[given];
    if (failure?.model === model && failure.endpoint === name) {
      this.#given.set(taskId, given + 1);
      throw failure.fault ? recordedError(failure.fault) : new Error(failure.error);
    }
    const outcome = this.#finished.get(taskId);
    if (outcome?.status === "succeeded" && outcome.model === model && outcome.endpoint === name) {
      return outcome.output;
    }
    throw notRecorded(`what ${model} at ${name} returned for task ${taskId}`);
  }
}

function isLeft(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && whyLeft(outcome) !== null;
}

/** Returns the recorded files of a task without writing them. */
class ReplayArtifacts implements ArtifactStore {
  readonly #finished: ReadonlyMap<number, Outcome>;

  constructor(finished: ReadonlyMap<number, Outcome>) {
    this.#finished = finished;
  }

  async keep(_output: TaskOutput, { taskId }: ArtifactOrigin): Promise<readonly Artifact[]> {
    const outcome = this.#finished.get(taskId);
    return outcome?.status === "succeeded" ? outcome.artifacts : [];
  }

  async open(): Promise<null> {
    return null;
  }

  pathOf(): null {
    return null;
  }
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
  const known = kinds.find((one) => one === kind);
  if (known) return known;
  throw notRecorded(`a kind of endpoint that this version knows (${kind})`);
}

function notRecorded(what: string): Fault {
  return new Fault("UNSUPPORTED", `The record does not hold ${what}`, {
    next: "Run the request again, or continue from a task with `hugginggpt runs rerun`.",
  });
}
