import { CUSTOM_WIRES, resolveTask, type TaskId } from "@hugginggpt/shared";
import { z } from "zod";
import { BOUNDS } from "../program/amounts.js";

const MODEL_CHARACTERS = 200;

/** An address of the user's own; a user name or a password has no place in it. */
const address = z
  .url({ protocol: /^https?$/ })
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return !username && !password && !search && !hash;
  }, "expected an address without user name, password, query and fragment; a key is named by keyEnv")
  .transform((text) => text.replace(/\/+$/, ""));

const dollars = z.number().min(BOUNDS.dollars[0]).max(BOUNDS.dollars[1]);

const task = z.string().transform((name, issues): TaskId => {
  const id = resolveTask(name);
  if (id) return id;
  issues.addIssue("expected a task such as text-to-image; `registry tasks` lists them");
  return z.NEVER;
});

/** One of `endpoints` in the configuration file. */
export const endpointSchema = z.strictObject({
  url: address,
  task: z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(task).min(1).max(50)),
  wire: z.enum(CUSTOM_WIRES),
  model: z
    .string()
    .trim()
    .regex(/^[\w.:@/+-]+$/, "expected a name of letters, digits and . : @ / + -")
    .max(MODEL_CHARACTERS),
  /** The variable of the environment that holds the server's key. */
  keyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of a variable of the environment")
    .refine(
      (name) => name !== "HF_TOKEN",
      "HF_TOKEN is sent to Hugging Face only; keep this server's key in a variable of its own",
    )
    .optional(),
  /** US dollars: for a million tokens sent and answered, for each call. */
  price: z
    .strictObject({ input: dollars.default(0), output: dollars.default(0), call: dollars.default(0) })
    .optional(),
  files: address.optional(),
});

/** An entry of `endpoints`. */
export type EndpointEntry = z.infer<typeof endpointSchema>;
