export { DirectoryArtifactStore } from "./artifacts/directory-artifact-store.js";
export { folderFiles } from "./artifacts/folder-files.js";
export { type Manifest, type ManifestEntry, readManifest } from "./artifacts/manifest.js";
export { isInside, MAX_USER_FILE_BYTES, readUserFile } from "./artifacts/read-user-file.js";
export { readUserInputs, type UserInputs } from "./artifacts/read-user-inputs.js";
export { requirePlace } from "./artifacts/require-place.js";
export { csvLine } from "./artifacts/results/table-csv.js";
export { userFileOf } from "./artifacts/user-file-of.js";
export { BuiltinBackend } from "./backends/builtin/builtin-backend.js";
export { createBackends } from "./backends/create-backends.js";
export type { ProviderAccess } from "./backends/provider-access.js";
export { ProvidersBackend } from "./backends/providers/providers-backend.js";
export { type ControllerSetup, createController } from "./controllers/create-controller.js";
export { createRuntime, type Runtime, type RuntimeOptions } from "./create-runtime.js";
export { executePlan } from "./executor/execute-plan.js";
export type { ExecutionDeps, TaskChoice } from "./executor/execution.js";
export { DEFAULT_LIMITS, type ExecutionLimits } from "./executor/limits.js";
export { type CooldownOptions, ProviderCooldown } from "./executor/provider-cooldown.js";
export { JsonlRunStore } from "./journal/jsonl-run-store.js";
export { artifactsOf, isOver, type RecordedRun, recordedRun } from "./journal/recorded-run.js";
export { openSqliteTrackRecords } from "./journal/records/sqlite-track-records.js";
export { summaryOf } from "./journal/run-tally.js";
export { type Bar, type Timeline, type TimelineRow, timelineOf } from "./journal/timeline.js";
export { openObjectStore } from "./objects/open-object-store.js";
export { planJson } from "./planner/plan-json.js";
export { PLAN_PROMPT_VERSION } from "./planner/plan-prompt.js";
export { planRequest } from "./planner/plan-request.js";
export type { PlanInput, PlanResult } from "./planner/plan-result.js";
export { type FollowParts, followRun } from "./queue/followed-run.js";
export { MemoryRunQueue } from "./queue/memory-run-queue.js";
export { openMarks } from "./queue/open-marks.js";
export { openWorker, type WorkerOptions } from "./queue/open-worker.js";
export { OwnRepeats } from "./queue/own-repeats.js";
export type { QueuedRun, QueueState, RunQueue } from "./queue/run-queue.js";
export type { Repeat, RunRepeats } from "./queue/run-repeats.js";
export { type RunEnd, type RunSessions, RunWorker, type WorkerParts } from "./queue/run-worker.js";
export type { Difference } from "./replay/differences.js";
export { Conversation } from "./run/conversation.js";
export type { Following, LiveEvent, LiveRun, NumberedEvent, RunSetup } from "./run/live-run.js";
export type { Approval, PlanChange, Proposal, RunInput } from "./run/run-input.js";
export type { ArtifactReport, RunReport, TaskReport } from "./run/run-report.js";
export { type TaskRun, taskRuns } from "./run/runnable-tasks.js";
export { runRequest } from "./run-request.js";
export { liveEvents } from "./sessions/events-of.js";
export { type EarlierChat, lastChat } from "./sessions/last-chat.js";
export { type Pruned, pruneRuns } from "./sessions/prune-runs.js";
export { type Replay, replayRun } from "./sessions/replay-run.js";
export { artifactReader, manifestOf } from "./sessions/run-files.js";
export { type RunSetupRecord, readSetup } from "./sessions/run-setup.js";
export { openRunStorage, type RunStorage } from "./sessions/run-storage.js";
export type { RerunFrom, Resuming, RunFollowing, RuntimeRequest, Sessions } from "./sessions/sessions.js";
export { storedReport } from "./sessions/stored-report.js";
export {
  findRun,
  latestRuns,
  newRunId,
  runFolder,
  type StoredRun,
  shortRunId,
} from "./sessions/stored-run.js";
