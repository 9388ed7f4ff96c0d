import type { ValidPlan } from "@hugginggpt/shared";
import type { Choice } from "./choices.js";
import type { Preflight } from "./preflight.js";

/** A plan with all that is known before it is executed. */
export interface ReadyPlan {
  readonly plan: ValidPlan;
  readonly before: Preflight;
  /** The choice for each task, some still being made. None rejects. */
  readonly pending: ReadonlyMap<number, Promise<Choice>>;
}

/** Returns the choices once they are made; where a task is not going to be executed, the reason. */
export async function settled({ pending, before }: ReadyPlan): Promise<ReadonlyMap<number, Choice>> {
  const made = await Promise.all([...pending].map(async ([id, choice]) => [id, await choice] as const));
  const idle = [...before.outcomes].flatMap(([id, outcome]): [number, Choice][] =>
    outcome.status === "succeeded" ? [] : [[id, { none: outcome.reason, next: null }]],
  );
  return new Map<number, Choice>([...made, ...idle, ...before.missing]);
}
