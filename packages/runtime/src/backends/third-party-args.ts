import { type ArgValue, Fault, isMedia, type ResolvedArgs, type TaskId } from "@hugginggpt/shared";

/** Arguments as the helpers of @huggingface/inference take them. */
export interface HelperArgs {
  readonly inputs?: string | Blob;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Arguments that go along as parameters where the plan gives them. */
const PARAMETERS = ["negative_prompt", "width", "height", "voice", "duration", "language"] as const;

/**
 * Returns a task's arguments for a provider: a file or a text as `inputs`, the words that go with a file as
 * `parameters.prompt`, the rest as parameters.
 * @throws Fault BAD_REQUEST for a mask: the helpers cannot carry it, and without it the wrong part would change.
 */
export function helperArgs(task: TaskId, args: ResolvedArgs): HelperArgs {
  if (args.mask !== undefined) {
    throw new Fault("BAD_REQUEST", "This provider's interface takes no mask", {
      next: "Leave the mask out, or say in words what is to change.",
    });
  }
  const parameters: Record<string, string | number> = {};
  for (const name of PARAMETERS) {
    const value = args[name];
    if (typeof value === "string" || typeof value === "number") parameters[name] = value;
  }
  const file = fileOf(args.image) ?? fileOf(args.audio) ?? fileOf(args.video);
  const { text } = args;
  if (!file && task.startsWith("image-text-to-") && typeof text === "string")
    return { parameters: { ...parameters, prompt: text } };
  if (!file) return { inputs: typeof text === "string" ? text : "", parameters };
  return {
    inputs: file,
    parameters: typeof text === "string" ? { ...parameters, prompt: text } : parameters,
  };
}

function fileOf(value: ArgValue | undefined): Blob | null {
  return isMedia(value) ? new Blob([new Uint8Array(value.bytes)], { type: value.mediaType }) : null;
}
