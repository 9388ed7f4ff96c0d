import { resolveTask } from "@hugginggpt/shared";
import { z } from "zod";

/** Characters that a user may add to one prompt, and to an example's request. */
const WORDS = 4_000;
/** Characters of a description: as many as a summary has at most. */
const DESCRIPTION = 300;

const words = z.string().max(WORDS);

const planTask = z.strictObject({
  id: z.int().min(0).max(19),
  task: z
    .string()
    .refine((name) => resolveTask(name) !== null, "expected a task; `registry tasks` lists them"),
  args: z.record(z.string(), z.json()),
  dep: z.array(z.int()).default([]),
  need: z.string().max(WORDS).exactOptional(),
});

/** `prompts` in the configuration file: what is added to the prompts of the language model. */
export const promptsSchema = z.strictObject({
  plan: words.optional(),
  choice: words.optional(),
  answer: words.optional(),
  demos: z
    .array(z.strictObject({ request: words.min(1), tasks: z.array(planTask).max(20) }))
    .max(10)
    .optional(),
  descriptionCharacters: z.int().min(0).max(DESCRIPTION).optional(),
});
