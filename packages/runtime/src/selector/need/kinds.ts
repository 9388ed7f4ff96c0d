import type { TaskId } from "@hugginggpt/shared";

/** Returns the kinds of work that a text asks for; none until the table of kinds is there. */
export function kindsAsked(_task: TaskId, _text: string): readonly string[] {
  return [];
}

/** Returns the subjects that a text names; none until the table of kinds is there. */
export function domainsNamed(_text: string): readonly string[] {
  return [];
}
