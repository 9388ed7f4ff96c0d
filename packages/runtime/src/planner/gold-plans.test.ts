import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  argTakes,
  outputFits,
  type PlannedTask,
  requireTask,
  TASK_IDS,
  type TaskSpec,
  taskSpec,
} from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";

const REQUESTS = fileURLToPath(new URL("../../../../../shared/planner/dev-requests.jsonl", import.meta.url));
const FILES = [
  userFile(1, "example.jpg", "image"),
  userFile(2, "example.wav", "audio"),
  userFile(3, "example.mp4", "video"),
];

interface Gold {
  readonly request: string;
  readonly tasks: readonly string[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

function goldPlans(): Gold[] {
  const lines = readFileSync(REQUESTS, "utf8").split("\n").filter(Boolean);
  // The file is this project's own reference material; its shape is in its documentation.
  return lines.map((line) => JSON.parse(line) as Gold);
}

function specOf(tool: string): TaskSpec {
  return taskSpec(tool === "Image Editing" ? "image-to-image" : requireTask(tool));
}

/** The graph as a plan: what a link brings goes to the first free argument that it fits, the rest is given. */
function planned({ tasks, links }: Gold): PlannedTask[] {
  return tasks.map((tool, id) => {
    const spec = specOf(tool);
    const sources = links.filter(({ target }) => target === tool).map(({ source }) => source);
    const args: Record<string, unknown> = {};
    for (const arg of spec.args.filter(({ required }) => required)) {
      const source = sources.find((one) => outputFits(specOf(one), arg));
      const file = FILES.find(({ type }) => argTakes(arg, type));
      args[arg.name] = source
        ? `<GENERATED>-${tasks.indexOf(source)}`
        : file
          ? `<FILE>-${file.handle}`
          : "some words";
    }
    return { id, task: spec.id, args, dep: sources.map((source) => tasks.indexOf(source)) };
  });
}

const isThere = existsSync(REQUESTS);

describe.skipIf(!isThere)(`gold plans${isThere ? "" : " (skipped: ../shared/planner is not there)"}`, () => {
  it.each(isThere ? goldPlans().map((gold) => [gold.request.slice(0, 60), gold] as const) : [])(
    "are accepted: %s",
    (_, gold) => {
      const checked = checkPlan({ tasks: planned(gold) }, { files: FILES, offered: TASK_IDS });
      expect(checked.ok ? [] : checked.problems).toEqual([]);
    },
  );
});
