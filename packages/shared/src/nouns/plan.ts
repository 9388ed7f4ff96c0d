import type { TaskId } from "../tasks/task-id.js";

/** A task as plans are written and shown: arguments are any JSON, in HuggingGPT's notation. */
export interface PlanJson {
  readonly id: number;
  readonly task: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly dep: readonly number[];
  /** The kind of model that the task needs, in words; absent if the plan does not say. */
  readonly need?: string;
}

/** The language model's plan, parsed but unchecked. Arguments are any JSON. */
export interface Plan {
  readonly tasks: readonly PlannedTask[];
}

/** The part of a request that asks for a task, if rules planned it. */
export interface RequestClause {
  /** The request's own words, quotations included. */
  readonly words: string;
  /** The same in English as the rules read it, without quotations; words that are not translated stay. */
  readonly english: string;
}

/** A task of a plan that was not checked: its name may be an alias or nonsense, and the checker decides `dep` anew. */
export interface PlannedTask extends PlanJson {
  /** Internal: no written plan contains it. */
  readonly clause?: RequestClause;
}

/** An argument of a checked task. */
export type PlanArg =
  | {
      readonly kind: "literal";
      readonly value: string | number | readonly string[] | Readonly<Record<string, readonly string[]>>;
    }
  /** The output of an earlier task. */
  | { readonly kind: "output"; readonly of: number }
  /** A file that the user gave, by its handle (1 for the first). */
  | { readonly kind: "file"; readonly handle: number }
  /** A file that the request names but the user did not give. It is not opened; the task fails and says so. */
  | { readonly kind: "mention"; readonly name: string }
  /** A list or a text that contains references; parts are joined in order. */
  | { readonly kind: "parts"; readonly as: "text" | "list"; readonly parts: readonly PlanArg[] };

/** Returns the parts of an argument at every depth, in order; the argument itself if it has no parts. */
export function argLeaves(arg: PlanArg): Exclude<PlanArg, { readonly kind: "parts" }>[] {
  return arg.kind === "parts" ? arg.parts.flatMap(argLeaves) : [arg];
}

/** Returns the ids of the tasks whose outputs an argument refers to, in order. */
export function outputsOf(arg: PlanArg): number[] {
  return argLeaves(arg).flatMap((leaf) => (leaf.kind === "output" ? [leaf.of] : []));
}

/** Languages that a plan states for a task, by name or code; untrusted. */
export type StatedLanguages = Readonly<
  Partial<Record<"language" | "source_language" | "target_language", string>>
>;

export interface ValidTask {
  readonly id: number;
  readonly task: TaskId;
  readonly args: Readonly<Record<string, PlanArg>>;
  /** Ids of the tasks that this one waits for; ascending, without duplicates. */
  readonly dep: readonly number[];
  /** The plan's own name for the task, which may say more than the task's id; absent if it has none. */
  readonly alias?: string;
  /** Languages stated although the task has no such argument; absent if none are. */
  readonly languages?: StatedLanguages;
  /** The kind of model that the plan asks for, in at most 12 words; absent if it does not say. Untrusted. */
  readonly need?: string;
  /** Absent if a language model or the user planned. */
  readonly clause?: RequestClause;
}

declare const checked: unique symbol;

/**
 * A plan that passed the checker: unique ids, no cycles, known tasks, all required arguments, and references only to
 * earlier outputs of a fitting type. Each task comes after its dependencies. Only the checker makes one.
 */
export interface ValidPlan {
  readonly tasks: readonly ValidTask[];
  readonly [checked]: true;
}
