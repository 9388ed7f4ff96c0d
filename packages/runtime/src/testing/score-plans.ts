import { type PlanJson, resolveTask } from "@hugginggpt/shared";

/** A request's graph: tasks by name, links as pairs of positions in `tasks`. */
export interface TaskGraph {
  readonly tasks: readonly string[];
  readonly links: readonly (readonly [number, number])[];
}

/** What was hit, what was planned in excess, what was missed. */
export interface Score {
  /** 0 to 1; 1 where nothing was to be found and nothing was. */
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of both. */
  readonly f1: number;
}

export interface PlanScores {
  readonly node: Score;
  readonly edge: Score;
}

/**
 * Returns node F1 and edge F1 of plans as TaskBench defines them (arXiv 2311.18760, section 4.2; `evaluate.py` of
 * microsoft/JARVIS): for each request the set of its tasks' names and the set of its links as pairs of names, each
 * counted once however often it occurs; hits, excesses and misses summed over all requests (micro average). Names are
 * read by the task catalogue first, so that `conversational` and `text-generation` are one task.
 */
export function scorePlans(
  pairs: readonly { readonly gold: TaskGraph; readonly planned: TaskGraph }[],
): PlanScores {
  return {
    node: scoreSets(pairs.map(({ gold, planned }) => [nodesOf(gold), nodesOf(planned)])),
    edge: scoreSets(pairs.map(({ gold, planned }) => [edgesOf(gold), edgesOf(planned)])),
  };
}

/** Returns a plan in the JSON contract as a graph: a link for every dependency. */
export function planGraph(plan: readonly PlanJson[]): TaskGraph {
  const at = new Map(plan.map(({ id }, position) => [id, position]));
  return {
    tasks: plan.map(({ task }) => task),
    links: plan.flatMap(({ dep }, target) =>
      dep.flatMap((id) => {
        const source = at.get(id);
        return source === undefined ? [] : [[source, target] as const];
      }),
    ),
  };
}

function nodesOf({ tasks }: TaskGraph): Set<string> {
  return new Set(tasks.map(canonical));
}

function edgesOf({ tasks, links }: TaskGraph): Set<string> {
  return new Set(
    links.map(([from, to]) => `${canonical(tasks[from] ?? "")} > ${canonical(tasks[to] ?? "")}`),
  );
}

function canonical(name: string): string {
  return resolveTask(name) ?? name;
}

function scoreSets(pairs: readonly (readonly [Set<string>, Set<string>])[]): Score {
  let hits = 0;
  let wanted = 0;
  let given = 0;
  for (const [gold, planned] of pairs) {
    hits += [...planned].filter((one) => gold.has(one)).length;
    wanted += gold.size;
    given += planned.size;
  }
  const precision = given === 0 ? Number(wanted === 0) : hits / given;
  const recall = wanted === 0 ? 1 : hits / wanted;
  return { precision, recall, f1: hits === 0 ? Number(wanted + given === 0) : (2 * hits) / (wanted + given) };
}
