import {
  argLeaves,
  type NoSelection,
  type Outcome,
  type PlanArg,
  taskSpec,
  type UserFile,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";
import type { Choice } from "./choices.js";

/** What a plan can achieve, before anything is executed. */
export interface Preflight {
  /** Tasks that cannot run here, with the reasons. */
  readonly missing: ReadonlyMap<number, NoSelection>;
  /** Outcomes of the tasks that are not executed: missing ones, their dependents, and what serves only those. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Whether no wanted result can be obtained, so that nothing is executed. */
  readonly hopeless: boolean;
}

/** A plan that can be executed. */
export interface ReadyPlan {
  readonly plan: ValidPlan;
  readonly before: Preflight;
  /** The choice for each task; some are still being made. None rejects. */
  readonly pending: ReadonlyMap<number, Promise<Choice>>;
}

/**
 * Returns which tasks of a plan are worth executing if `missing` cannot run: the wanted results are those that no other
 * task uses, and only what leads to an obtainable one is executed. A task with a file that the request names but nobody
 * gave cannot run either.
 */
export function preflight(plan: ValidPlan, missing: ReadonlyMap<number, NoSelection>): Preflight {
  const impossible = new Map([...missing, ...notGiven(plan)]);
  const outOfReach = new Set<number>();
  // In a plan, each task comes after its dependencies.
  for (const { id, dep } of plan.tasks) {
    if (impossible.has(id) || dep.some((of) => outOfReach.has(of))) outOfReach.add(id);
  }
  const taken = new Set(plan.tasks.flatMap(({ dep }) => dep));
  const needed = new Set(
    plan.tasks.map(({ id }) => id).filter((id) => !taken.has(id) && !outOfReach.has(id)),
  );
  for (const { id, dep } of [...plan.tasks].reverse()) {
    if (needed.has(id)) for (const of of dep) needed.add(of);
  }
  const left = plan.tasks.filter(({ id }) => !needed.has(id));
  const outcomes = new Map(left.map((task) => [task.id, outcomeOf(task, impossible, outOfReach)]));
  return { missing: impossible, outcomes, hopeless: needed.size === 0 };
}

/** Returns the choices once they are made; for a task that is not executed, the reason. */
export async function settled({ pending, before }: ReadyPlan): Promise<ReadonlyMap<number, Choice>> {
  const made = await Promise.all([...pending].map(async ([id, choice]) => [id, await choice] as const));
  const idle = [...before.outcomes].flatMap(([id, outcome]): [number, Choice][] =>
    outcome.status === "succeeded" ? [] : [[id, { none: outcome.reason, next: null }]],
  );
  return new Map<number, Choice>([...made, ...idle, ...before.missing]);
}

/** Returns the names of the given files that no task of a plan uses, in the order in which they were given. */
export function unusedFiles({ tasks }: Pick<ValidPlan, "tasks">, files: readonly UserFile[]): string[] {
  const used = new Set(tasks.flatMap(({ args }) => Object.values(args).flatMap(handlesIn)));
  return files.filter(({ handle }) => !used.has(handle)).map(({ name }) => name);
}

/**
 * Returns the tasks of a plan that need the sound of a given video without sound, with the reason. Recordings without
 * sound are refused when they are given.
 */
export async function soundless(
  { tasks }: Pick<ValidPlan, "tasks">,
  files: readonly UserFile[],
  signal: AbortSignal,
): Promise<[number, NoSelection][]> {
  const found = await Promise.all(
    tasks.map(async ({ id, task, args }): Promise<[number, NoSelection][]> => {
      const heard = taskSpec(task).args.filter(({ type }) => type === "audio");
      const handles = heard.flatMap(({ name }) => (args[name] ? handlesIn(args[name]) : []));
      const videos = files.filter(({ handle, type }) => type === "video" && handles.includes(handle));
      const mute = await firstMute(videos, signal);
      return mute
        ? [[id, { none: `${mute.name} has no sound`, next: "Give a video with a sound track." }]]
        : [];
    }),
  );
  return found.flat();
}

async function firstMute(videos: readonly UserFile[], signal: AbortSignal): Promise<UserFile | null> {
  if (videos.length === 0) return null;
  const { hearSound } = await import("@hugginggpt/shared/sound");
  for (const video of videos) {
    const heard = await hearSound(video, signal);
    if (heard && "lack" in heard && heard.lack === "empty") return video;
  }
  return null;
}

function handlesIn(arg: PlanArg): number[] {
  return argLeaves(arg).flatMap((leaf) => (leaf.kind === "file" ? [leaf.handle] : []));
}

function outcomeOf(
  { id, dep }: ValidTask,
  impossible: ReadonlyMap<number, NoSelection>,
  outOfReach: ReadonlySet<number>,
): Outcome {
  const none = impossible.get(id);
  if (none) return { status: "failed", reason: none.none, next: none.next, attempts: [] };
  const by = dep.filter((of) => outOfReach.has(of));
  if (by.length > 0) {
    const which = by.length === 1 ? `task ${by[0]}` : `tasks ${by.join(", ")}`;
    return {
      status: "blocked",
      by,
      reason: `It needs the result of ${which}, which cannot run here`,
      attempts: [],
    };
  }
  const reason = "Not run: the task that needs it cannot run here";
  return { status: "skipped", cause: { kind: "useless" }, reason, attempts: [] };
}

/** Returns the tasks that need a file which the request names but nobody gave. */
function notGiven({ tasks }: ValidPlan): [number, NoSelection][] {
  return tasks.flatMap(({ id, args }): [number, NoSelection][] => {
    const mention = Object.values(args)
      .flatMap(argLeaves)
      .find((leaf) => leaf.kind === "mention");
    if (!mention) return [];
    const { name } = mention;
    return [
      [id, { none: `The request names ${name}, which was not given`, next: `Give it with --file ${name}.` }],
    ];
  });
}
