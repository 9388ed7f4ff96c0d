import type { Plan } from "@hugginggpt/shared";

/** The content of a reply: a plan, that no task is needed (perhaps with an answer), or nothing readable. */
export type ParsedPlan =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "no-task"; readonly answer: string | null }
  | { readonly kind: "unreadable"; readonly reason: string };

/** The content of one JSON value; `other`: JSON that is no plan. */
export type PlanReading = ParsedPlan | { readonly kind: "other" };
