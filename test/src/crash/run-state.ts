import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  artifactReader,
  artifactsOf,
  JsonlRunStore,
  type RecordedRun,
  readManifest,
  recordedRun,
} from "@hugginggpt/runtime";
import { filesUnder } from "../e2e/temp-home.js";

/** Returns what the journal of a home's last run tells; null where no run has begun. */
export async function lastRecord(home: string): Promise<RecordedRun | null> {
  const store = new JsonlRunStore(join(home, "runs"));
  for (const run of await store.runs()) {
    const entries = await store.entries(run);
    if (entries.length > 0) return recordedRun(entries);
  }
  return null;
}

/** Returns the numbers of the tasks that have succeeded. */
export function succeededIn(record: RecordedRun | null): readonly number[] {
  return [...(record?.outcomes ?? [])].filter(([, { status }]) => status === "succeeded").map(([id]) => id);
}

/** Returns how many lines the journals of a home have. */
export function journalLines(home: string): number {
  const dir = join(home, "runs");
  if (!existsSync(dir)) return 0;
  return readdirSync(dir)
    .map((run) => join(dir, run, "journal.jsonl"))
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + readFileSync(file, "latin1").split("\n").length - 1, 0);
}

/** Returns what is wrong with the files of a home's finished run: torn, not named, or left over. */
export function fileProblems(home: string, record: RecordedRun): string[] {
  const reader = artifactReader({ record }, { artifacts: null });
  const artifacts = artifactsOf(record).map((one) => ({ ...one, path: reader.pathOf(one.name) ?? "" }));
  const torn = artifacts.filter(({ path, sha256 }) => !existsSync(path) || hashOf(path) !== sha256);
  const dir = dirname(artifacts[0]?.path ?? join(home, "outputs", "none"));
  const manifest = existsSync(dir) ? readManifest(readFileSync(join(dir, "manifest.json"), "utf8")) : null;
  const inJournal = artifacts.map(({ name }) => name).sort();
  const inManifest = (manifest?.files ?? []).map(({ file }) => file).sort();
  const outputs = existsSync(join(home, "outputs")) ? filesUnder(join(home, "outputs")) : [];
  const unnamed = outputs.filter(
    (path) => basename(path) !== "manifest.json" && !inJournal.includes(basename(path)),
  );
  // The empty file that claims are held on stays: without it two processes could hold two files of its name.
  const isOurs = (path: string): boolean =>
    basename(path) === "journal.jsonl" || (basename(path) === "claim.lock" && statSync(path).size === 0);
  const stray = filesUnder(join(home, "runs", record.run)).filter((path) => !isOurs(path));
  return [
    ...torn.map(({ path }) => `${path} is torn`),
    ...unnamed.map((path) => `${path} (${statSync(path).size} bytes) is nobody's`),
    ...stray.map((path) => `${path} was left over`),
    ...(inJournal.join() === inManifest.join() ? [] : [`the manifest names ${inManifest}, not ${inJournal}`]),
  ];
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
