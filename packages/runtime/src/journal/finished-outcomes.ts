import { type ArtifactReader, isFault, type Media, type Outcome } from "@hugginggpt/shared";
import { wholeOf } from "../objects/object-store.js";
import { sha256Of } from "../objects/sha256.js";
import type { RecordedRun } from "./recorded-run.js";

/** Far more than a task makes. */
const MAX_BYTES = 1024 * 1024 * 1024;

export interface FinishedOutcomes {
  /** Outcomes of tasks that need not run again, with the contents of their files. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Names of missing or changed files, by the task that made them; these tasks must run again. */
  readonly lost: ReadonlyMap<number, string>;
}

type Succeeded = Extract<Outcome, { readonly status: "succeeded" }>;

/**
 * Returns the valid outcomes of a run: succeeded tasks with the unchanged content of their files, and failed ones.
 * Excludes cancelled, skipped and blocked tasks, and all that depend on a task whose file is gone.
 */
export async function finishedOutcomes(
  { outcomes, plan }: Pick<RecordedRun, "outcomes" | "plan">,
  artifacts: ArtifactReader,
): Promise<FinishedOutcomes> {
  const kept = new Map<number, Outcome>();
  const lost = new Map<number, string>();
  for (const [task, outcome] of outcomes) {
    if (outcome.status === "failed") kept.set(task, outcome);
    if (outcome.status !== "succeeded") continue;
    const found = await withContent(outcome, artifacts);
    if (typeof found === "string") lost.set(task, found);
    else kept.set(task, found);
  }
  for (const task of dependents(plan ?? [], new Set(lost.keys()))) kept.delete(task);
  return { outcomes: kept, lost };
}

/** Returns these tasks of a plan and all that depend on them, directly or not. */
export function dependents(
  plan: readonly { readonly id: number; readonly dep: readonly number[] }[],
  of: ReadonlySet<number>,
): ReadonlySet<number> {
  const found = new Set(of);
  // In a plan, each task comes after its dependencies.
  for (const { id, dep } of plan) if (dep.some((one) => found.has(one))) found.add(id);
  return found;
}

/** Returns an outcome with the content of its files, or the name of one that is gone or changed. */
async function withContent(outcome: Succeeded, artifacts: ArtifactReader): Promise<Succeeded | string> {
  const contents: Uint8Array[] = [];
  for (const { name, sha256 } of outcome.artifacts) {
    const bytes = await contentOf(name, artifacts);
    if (!bytes || sha256Of(bytes) !== sha256) return name;
    contents.push(bytes);
  }
  const { media } = outcome.output;
  if (!media) return outcome;
  // The files of an output come first among its artifacts, in their order.
  const whole = media.map((file, i): Media | null => {
    const bytes = contents[i];
    return bytes ? { ...file, bytes, mediaType: outcome.artifacts[i]?.mediaType ?? file.mediaType } : null;
  });
  const missing = whole.indexOf(null);
  if (missing >= 0) return media[missing]?.name ?? "a file";
  return { ...outcome, output: { ...outcome.output, media: whole.filter((file) => file !== null) } };
}

async function contentOf(name: string, artifacts: ArtifactReader): Promise<Uint8Array | null> {
  try {
    const content = await artifacts.open(name);
    return content && content.bytes <= MAX_BYTES ? await wholeOf(content) : null;
  } catch (error) {
    if (isFault(error, "DISK")) return null;
    throw error; // An unreachable store has not lost the file.
  }
}
