import type { RecordedFile, RecordedInput, RunEvent, UserFile } from "@hugginggpt/shared";
import { sha256Of } from "../objects/sha256.js";
import { PLAN_PROMPT_VERSION } from "../planner/plan-prompt.js";
import type { RunDeps, RunInput } from "../run/run-input.js";

/** The dependencies that a run's record describes. */
export type RecordedDeps = Pick<
  RunDeps,
  "clock" | "controller" | "backends" | "advice" | "versions" | "setup"
>;

/** Returns the first events of every record: the request and the input. */
export function firstEvents(input: RunInput, deps: RecordedDeps): RunEvent[] {
  const at = new Date(deps.clock.now()).toISOString();
  const { run, request } = input;
  const controller = deps.controller?.name ?? "offline";
  return [
    { type: "run-started", run, request, controller, at },
    { type: "input-recorded", input: recordInput(input, deps) },
  ];
}

/** Returns a run's input as plain data: files by hash, no secrets. */
function recordInput(input: RunInput, deps: RecordedDeps): RecordedInput {
  const { run: _run, request: _request, files, ...options } = input;
  return {
    files: files.map(recordFile),
    options: { ...options },
    backends: deps.backends.map(({ kind }) => kind),
    advice: deps.advice,
    versions: { planPrompt: String(PLAN_PROMPT_VERSION), node: process.version, ...deps.versions },
    setup: deps.setup ?? {},
  };
}

function recordFile({ bytes, ...file }: UserFile): RecordedFile {
  return { ...file, bytes: bytes.byteLength, sha256: sha256Of(bytes) };
}
