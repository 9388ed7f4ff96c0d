import { basename, dirname } from "node:path";
import type { Artifact, JournalEntry } from "@hugginggpt/shared";

/** How records once named a file: by its absolute path. */
type WithPath = Omit<Artifact, "name"> & { readonly path: string };

/**
 * Returns a record whose files have names; where older ones told their paths, the directories are put among the setup, as
 * those of files that an earlier run made.
 */
export function withArtifactNames(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const earlier: Record<string, string> = {};
  const named = entries.map((entry) => {
    const { event } = entry;
    if (event.type !== "task-ended" || event.outcome.status !== "succeeded") return entry;
    const artifacts = event.outcome.artifacts.map((artifact: Artifact | WithPath): Artifact => {
      if (!("path" in artifact)) return artifact;
      const { path, ...rest } = artifact;
      const name = basename(path);
      earlier[name] = dirname(path);
      return { ...rest, name };
    });
    return { ...entry, event: { ...event, outcome: { ...event.outcome, artifacts } } };
  });
  return Object.keys(earlier).length === 0 ? entries : named.map((entry) => withPlaces(entry, earlier));
}

function withPlaces(entry: JournalEntry, earlier: Readonly<Record<string, string>>): JournalEntry {
  const { event } = entry;
  if (event.type !== "input-recorded") return entry;
  const setup = { ...event.input.setup, earlier };
  return { ...entry, event: { ...event, input: { ...event.input, setup } } };
}
