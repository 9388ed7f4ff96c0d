import { z } from "@hono/zod-openapi";
import { POLICIES } from "@hugginggpt/shared";

const dollars = z.number().min(0).max(1_000_000);
const names = z.array(z.string().trim().min(1)).max(200);

/** Caps of a run. A missing one is that of the server. */
const caps = z.strictObject({
  maxCost: dollars.nullish().openapi({ description: "US dollars" }),
  maxCalls: z.int().min(0).nullish(),
  maxSeconds: z.number().positive().max(86_400).nullish(),
  assumeCost: dollars.nullish().openapi({ description: "US dollars for a call of unknown price" }),
});

/** Limits that every model must satisfy. */
const models = z.strictObject({
  licenses: names.optional(),
  orgs: names.optional(),
  providers: names.optional(),
  maxParams: z.int().positive().nullish(),
});

/** A request for a run. Its files are parts of the form. */
export const runWantedSchema = z
  .strictObject({
    request: z.string().max(100_000).default("").openapi({ example: "read the text in this picture aloud" }),
    plan: z
      .union([z.string().max(1_048_576), z.array(z.record(z.string(), z.unknown())).max(200)])
      .optional()
      .openapi({ description: "your own plan, in place of a generated one" }),
    until: z.enum(["plan", "dry", "all"]).default("all"),
    approve: z
      .boolean()
      .default(false)
      .openapi({ description: "wait for an answer before anything is executed" }),
    policy: z.enum(POLICIES).optional(),
    topK: z.int().min(1).max(50).optional(),
    caps: caps.optional(),
    models: models.optional(),
    cache: z.boolean().optional(),
  })
  .openapi("RunRequest");

export type RunWanted = z.infer<typeof runWantedSchema>;

/** An answer to a proposal: yes, no, another plan, or another model for a task. */
export const approvalSchema = z
  .union([
    z.strictObject({ approve: z.boolean() }),
    z.strictObject({
      plan: z.union([z.string().max(1_048_576), z.array(z.record(z.string(), z.unknown())).max(200)]),
    }),
    z.strictObject({ task: z.int().min(0), model: z.string().min(1) }),
  ])
  .openapi("Approval");

export const rerunSchema = z
  .strictObject({ task: z.int().min(0), model: z.string().min(1).optional() })
  .openapi("Rerun");

/** Returns a plan as text for the planner's parser. */
export function planText(plan: string | readonly unknown[]): string {
  return typeof plan === "string" ? plan : JSON.stringify(plan);
}
