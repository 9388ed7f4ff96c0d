import type { Approval, Proposal } from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import { fixed, t } from "../../lang/words.js";
import type { Readable } from "../../render/handles.js";
import { candidateLines, proposalLines } from "../../render/plan-view.js";
import { type CliContext, noteLine } from "../cli-context.js";
import { ask } from "./ask.js";
import { editPlan, planText } from "./edit-plan.js";

/** @throws Fault USAGE if there is no terminal at which to ask. */
export function requireTerminal(context: CliContext): void {
  if (context.in.isTTY && context.err.isTTY) return;
  throw new Fault("USAGE", "--approve needs a terminal to ask at", {
    came: "standard input or standard error is not a terminal",
    next: "Add --yes to run without asking, or look at the plan with --dry-run first.",
  });
}

const QUESTION = "Run this? [y]es / [N]o / [e]dit / [m]odels ";
const HELP = `y runs it, n does not, e opens the plan in your editor, m lists the models to choose from;
"drop 2" leaves task 2 out; "model 1 2" or "model 1 org/name" takes another model for task 1.`;

/** Shows a plan on standard error, asks whether to run it, and returns the answer; with `yes`, it does not ask. */
export async function askApproval(
  proposal: Proposal,
  { yes, readable }: { readonly yes: boolean; readonly readable: Readable },
  context: CliContext,
): Promise<Approval> {
  if (proposal.problem) noteLine(context, t`Not changed: ${proposal.problem}`);
  else for (const line of proposalLines(proposal, context)) noteLine(context, readable(line));
  if (yes) return true;
  for (;;) {
    const said = readApproval(await ask(fixed(QUESTION), context), proposal);
    if (said === "help") noteLine(context, fixed(HELP));
    else if (said === "models") for (const line of candidateLines(proposal)) noteLine(context, line);
    else if (said !== "edit") return said;
    else {
      const changed = await editPlan(proposal, context);
      if (changed) return changed;
      noteLine(context, t`EDITOR is not set. ${fixed(HELP)}`);
    }
  }
}

/**
 * Returns the meaning of an answer: yes, no, a change, a request to edit or to list the models; anything else is
 * answered with help and asked again. An empty answer means no.
 */
export function readApproval(answer: string, proposal: Proposal): Approval | "edit" | "models" | "help" {
  const [word = "", first = "", ...rest] = answer.trim().split(/\s+/);
  switch (word.toLowerCase()) {
    case "y":
    case "yes":
      return true;
    case "":
    case "n":
    case "no":
      return false;
    case "m":
    case "models":
      return "models";
    case "e":
    case "edit":
      return "edit";
    case "drop":
      return isTask(first, proposal)
        ? { plan: planText(proposal.plan.filter(({ id }) => id !== Number(first))) }
        : "help";
    case "model":
      return isTask(first, proposal) && rest.length === 1
        ? { task: Number(first), model: candidateOf(Number(first), rest.join(""), proposal) }
        : "help";
    default:
      return "help";
  }
}

function isTask(said: string, { plan }: Proposal): boolean {
  return /^\d+$/.test(said) && plan.some(({ id }) => id === Number(said));
}

/** Returns a candidate by its number in the list, or else the given text. */
function candidateOf(task: number, said: string, { tasks }: Proposal): string {
  const candidates = tasks.find(({ id }) => id === task)?.candidates ?? [];
  return (/^\d+$/.test(said) && candidates[Number(said) - 1]) || said;
}
