import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanChange, Proposal } from "@hugginggpt/runtime";
import { Fault, type PlanJson } from "@hugginggpt/shared";
import type { CliContext } from "../cli-context.js";

/** Returns a plan as text that people can edit and `run --plan` takes. */
export function planText(plan: readonly PlanJson[]): string {
  return `${JSON.stringify({ plan }, null, 2)}\n`;
}

/**
 * Opens a plan in the user's editor (`VISUAL`, else `EDITOR`, with arguments) and returns what was saved; null if none
 * is set.
 * @throws Fault USAGE if the editor cannot be started or ends with an error.
 */
export async function editPlan({ plan }: Proposal, context: CliContext): Promise<PlanChange | null> {
  const [program, ...args] = (context.env.VISUAL || context.env.EDITOR || "").split(/\s+/).filter(Boolean);
  if (program === undefined) return null;
  const dir = await mkdtemp(join(tmpdir(), "hugginggpt-plan-"));
  try {
    const file = join(dir, "plan.json");
    await writeFile(file, planText(plan));
    await edit(program, [...args, file]);
    return { plan: await readFile(file, "utf8") };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function edit(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (came: string, cause?: unknown): void =>
      reject(
        new Fault("USAGE", `The editor ${program} failed`, {
          came,
          next: "Set EDITOR to an editor that waits until the file is closed.",
          cause,
        }),
      );
    const child = spawn(program, args, { stdio: "inherit" });
    child.once("error", (error) => failed(error.message, error));
    child.once("close", (code) => (code === 0 ? resolve() : failed(`exit code ${code}`)));
  });
}
