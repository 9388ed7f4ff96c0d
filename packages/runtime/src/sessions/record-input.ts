import type { RecordedFile, RecordedInput, UserFile } from "@hugginggpt/shared";
import { sha256Of } from "../journal/file-shelf.js";
import { PLAN_PROMPT_VERSION } from "../planner/plan-prompt.js";
import type { RunDeps, RunInput } from "../run/run-input.js";

/** Returns what a run was given as plain data: files by their hash, no secret. */
export function recordInput(input: RunInput, deps: RunDeps): RecordedInput {
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
