import { createHash } from "node:crypto";
import {
  type Artifact,
  type ArtifactContent,
  type ArtifactOrigin,
  type ArtifactStore,
  BARE_RECORD,
  type Backend,
  type Candidate,
  type Clock,
  type Endpoint,
  type Job,
  type Media,
  mediaTypeOf,
  NO_SCORE,
  type RunEvent,
  type Selection,
  type TaskOutput,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";

/** A clock that moves only when told. */
export class StepClock implements Clock {
  #now = 0;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal?.reason);
      if (signal?.aborted) return stop();
      signal?.addEventListener("abort", stop, { once: true });
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
    });
  }

  /** Moves time on and wakes whoever is due. */
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter((sleeper) => sleeper.at <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.at > this.#now);
    for (const sleeper of due) sleeper.wake();
  }
}

/** What a scripted model does: an output, an error to throw, or never ends. */
export type Behaviour = TaskOutput | Error | "hang" | (() => Promise<TaskOutput>);

/** A backend whose models do what a test says; keeps the jobs that it was given. */
export class ScriptedBackend implements Backend {
  readonly kind = "provider";
  readonly jobs: Job[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #behaviours: Readonly<Record<string, Behaviour>>;

  /** By model, or by `model@provider`. */
  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.#behaviours = behaviours;
  }

  supports(): boolean {
    return true;
  }

  async run(job: Job, signal: AbortSignal): Promise<TaskOutput> {
    this.jobs.push(job);
    this.signals.push(signal);
    const behaviour =
      this.#behaviours[`${job.model}@${job.endpoint.provider}`] ?? this.#behaviours[job.model];
    if (behaviour === undefined) throw new Error(`no behaviour for ${job.model}`);
    if (behaviour instanceof Error) throw behaviour;
    if (behaviour === "hang") return new Promise(() => undefined);
    return typeof behaviour === "function" ? behaviour() : behaviour;
  }
}

/** Returns a live endpoint at a provider. */
export function providerEndpoint(task: string, provider = "hf-inference", providerId = "p/id"): Endpoint {
  return { kind: "provider", provider, providerId, task, status: "live" };
}

/** Returns a candidate with endpoints at these providers. */
export function candidate(
  id: string,
  task: string,
  providers: readonly string[] = ["hf-inference"],
): Candidate {
  return {
    model: { ...BARE_RECORD, id, source: "hub", task, downloads: 1, likes: 1 },
    summary: "",
    endpoints: providers.map((provider) => providerEndpoint(task, provider)),
    score: 1,
    why: { ...NO_SCORE, lexical: 1 },
  };
}

/** Returns a selection of the first candidate. */
export function selection(chosen: Candidate, ...passedOver: Candidate[]): Selection {
  return { chosen, reason: "test", chooser: "rank", passedOver };
}

/** Returns a plan without checking it. */
export function planOf(
  ...tasks: (Omit<ValidTask, "dep"> & { readonly dep?: readonly number[] })[]
): ValidPlan {
  // Only the checker makes a ValidPlan; a test writes one that it knows to be valid.
  return { tasks: tasks.map((task) => ({ dep: [], ...task })) } as unknown as ValidPlan;
}

/** Returns a small WAV file. */
export function wavMedia(): Media {
  const bytes = Buffer.alloc(44);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  return { kind: "audio", bytes, mediaType: "audio/wav", name: "a.wav" };
}

/** Keeps what was put, in memory. */
export class MemoryArtifacts implements ArtifactStore {
  readonly #files = new Map<string, Uint8Array>();

  keep({ media = [] }: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]> {
    return Promise.all(media.map((one) => this.#put(one, origin)));
  }

  async #put(media: Media, { taskId, model }: ArtifactOrigin): Promise<Artifact> {
    const type = await mediaTypeOf(media.bytes);
    let name = `${taskId}-file.bin`;
    for (let n = 2; this.#files.has(name); n++) name = `${taskId}-file-${n}.bin`;
    this.#files.set(name, media.bytes);
    const sha256 = createHash("sha256").update(media.bytes).digest("hex");
    const mediaType = type?.mediaType ?? "application/octet-stream";
    return { name, mediaType, bytes: media.bytes.length, sha256, taskId, model };
  }

  async open(name: string): Promise<ArtifactContent | null> {
    const all = this.#files.get(name);
    if (!all) return null;
    return {
      bytes: all.byteLength,
      read: async function* ({ start = 0, end = all.byteLength } = {}) {
        yield all.subarray(start, end);
      },
    };
  }

  pathOf(): null {
    return null;
  }
}

/** Returns events as short lines. */
export function brief(events: readonly RunEvent[]): string[] {
  return events.map((event) => {
    const task = "task" in event ? ` ${event.task}` : "";
    const model = "model" in event ? ` ${event.model}` : "";
    const status = event.type === "task-ended" ? ` ${event.outcome.status}` : "";
    return `${event.type}${task}${model}${status}`;
  });
}

/** Lets everything that can continue without time passing go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}
