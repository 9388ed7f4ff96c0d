import {
  type Artifact,
  type ArtifactOrigin,
  type ArtifactStore,
  type Backend,
  type Clock,
  type Controller,
  type Endpoint,
  type EndpointKind,
  endpointName,
  Fault,
  type Job,
  type Outcome,
  type Registry,
  recordedError,
  type TaskId,
  type TaskOutput,
  type UserFile,
} from "@hugginggpt/shared";
import type { RecordedRun } from "../journal/recorded-run.js";
import { whyLeft } from "./retold-meter.js";
import type { RunDeps } from "./run-input.js";

/** What a run is told again from. */
export interface Retelling {
  readonly record: RecordedRun;
  /** Its outcomes, with the content of their files. */
  readonly finished: ReadonlyMap<number, Outcome>;
  readonly files: readonly UserFile[];
  readonly clock: Clock;
}

/** How much faster than the clock a run is told again: it waits for nobody, but for the rests that it took before. */
const HASTE = 10;

/**
 * Returns what a run needs so that it is done again with the recorded answers alone: nothing is asked of a registry, a
 * model, a provider or the network, and nothing is written. What the record does not hold fails as UNSUPPORTED.
 */
export function retellingDeps(from: Retelling): Omit<RunDeps, "emit" | "signal"> {
  const { record, finished, clock } = from;
  const { input, controller } = record;
  return {
    controller: controller === "offline" ? null : silentController(controller),
    registry: EMPTY_REGISTRY,
    backends: (input?.backends ?? []).map((kind) => new RetoldBackend(kind, from)),
    artifacts: new RetoldArtifacts(finished),
    clock: hurried(clock),
    advice: input?.advice ?? "",
    approve: agreedAsRecorded(record),
    past: { record, finished, retell: true },
  };
}

/** Wants the changes that were wanted, one after the other; then agrees, unless the run was refused. */
function agreedAsRecorded(record: RecordedRun): NonNullable<RunDeps["approve"]> {
  const changes = [...record.changes];
  return async () => {
    const change = changes.shift();
    if (!change) return !wasRefused(record);
    return "plan" in change ? { plan: JSON.stringify({ plan: change.plan }) } : change;
  };
}

/** A run that failed without a word and before anything was executed is one that was not agreed to. */
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
  close: () => undefined,
};

/** Answers each attempt as the record says: first its failures in order, then what the task came to. */
class RetoldBackend implements Backend {
  readonly kind: EndpointKind;
  readonly #record: RecordedRun;
  readonly #finished: ReadonlyMap<number, Outcome>;
  readonly #told = new Map<number, number>();
  /** Kinds of tasks that a cap left undone. */
  readonly #left: ReadonlySet<string>;

  constructor(kind: string, { record, finished }: Retelling) {
    this.kind = kindOf(kind);
    this.#record = record;
    this.#finished = finished;
    const left = (record.plan ?? []).filter(({ id }) => isLeft(record.outcomes.get(id)));
    this.#left = new Set(left.map(({ task }) => task));
  }

  /** What was never tried is not tried now, unless a cap forbade it: then one does again (see `retoldMeter`). */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    if (this.#left.has(task) && endpoint.kind !== "builtin" && endpoint.kind !== "local") return true;
    const name = endpointName(endpoint);
    const tried = [...this.#record.failures.values()].flat().map((failure) => failure.endpoint);
    const done = [...this.#record.outcomes.values()].map((one) => one.status === "succeeded" && one.endpoint);
    return tried.includes(name) || done.includes(name);
  }

  async run({ taskId = -1, model, endpoint }: Job): Promise<TaskOutput> {
    const name = endpointName(endpoint);
    const told = this.#told.get(taskId) ?? 0;
    const failure = this.#record.failures.get(taskId)?.[told];
    if (failure?.model === model && failure.endpoint === name) {
      this.#told.set(taskId, told + 1);
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

/** Says which files a task made, without making them. */
class RetoldArtifacts implements ArtifactStore {
  readonly #finished: ReadonlyMap<number, Outcome>;

  constructor(finished: ReadonlyMap<number, Outcome>) {
    this.#finished = finished;
  }

  async put(_media: unknown, origin: ArtifactOrigin): Promise<Artifact> {
    const [first] = await this.keep({}, origin);
    if (first) return first;
    throw notRecorded(`a file of task ${origin.taskId}`);
  }

  async keep(_output: TaskOutput, { taskId }: ArtifactOrigin): Promise<readonly Artifact[]> {
    const outcome = this.#finished.get(taskId);
    return outcome?.status === "succeeded" ? outcome.artifacts : [];
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
    next: "Do the request anew, or go on from a task with `hugginggpt runs rerun`.",
  });
}
