import { TASK_IDS, taskSpec, type UserFile } from "@hugginggpt/shared";
import { planByRules } from "../planner/offline/plan-by-rules.js";
import { planOffline, talk } from "../planner/offline/plan-offline.js";
import { planJson } from "../planner/plan-json.js";
import type { PlanResult } from "../planner/plan-result.js";
import { userFile } from "./user-file.js";

/** Every task that gives something. */
export const OFFERED = TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);

const TYPES: Readonly<Record<string, UserFile["type"]>> = {
  txt: "text",
  png: "image",
  wav: "audio",
  mp4: "video",
  csv: "table",
};

/** Returns files for a test, with handles from 1; what they are is told by the end of their names. */
export function filesNamed(...names: string[]): UserFile[] {
  return names.map((name, index) => userFile(index + 1, name, TYPES[name.split(".").at(-1) ?? ""] ?? "text"));
}

/** Returns the offline plan for a request in short, `task(argument | ...)` in order; else the kind of result alone. */
export function shortPlan(request: string, ...names: string[]): string[] {
  const input = { request, files: filesNamed(...names), offered: OFFERED };
  const result = planOffline(input);
  return inShort(result.kind === "chat" ? talk(input) : result);
}

/** Returns the same in the language of the request. */
export async function shortPlanByRules(request: string, ...names: string[]): Promise<string[]> {
  return inShort(await planByRules({ request, files: filesNamed(...names), offered: OFFERED }));
}

function inShort(result: PlanResult): string[] {
  if (result.kind !== "plan") return [result.kind];
  return planJson(result.plan).map(({ task, args }) => `${task}(${Object.values(args).join(" | ")})`);
}
