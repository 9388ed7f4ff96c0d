import type { Plan } from "@hugginggpt/shared";

/** What a reply says: a plan, that no task is needed (with the answer where it gives one), or nothing readable. */
export type ParsedPlan =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "no-task"; readonly answer: string | null }
  | { readonly kind: "unreadable"; readonly reason: string };

/** A reading of one JSON value; `other` is JSON that is no plan. */
export type PlanReading = ParsedPlan | { readonly kind: "other" };
