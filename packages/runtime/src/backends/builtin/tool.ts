import { Fault, type ResolvedArgs, type TaskOutput } from "@hugginggpt/shared";

/** A built-in tool. It does its task from its arguments alone; `warn` takes sentences about what the result lacks. */
export type Tool = (
  args: ResolvedArgs,
  signal: AbortSignal,
  warn?: (message: string) => void,
) => Promise<TaskOutput>;

/**
 * Returns the text argument.
 * @throws Fault BAD_REQUEST if there is none.
 */
export function textArg(args: ResolvedArgs, tool: string): string {
  const { text } = args;
  if (typeof text === "string" && text.trim() !== "") return text;
  throw new Fault("BAD_REQUEST", `${tool} needs a text`, { came: "an empty text" });
}
