export { isDatabaseUrl, requireDatabaseUrl, shownDatabase } from "./config/database-url.js";
export {
  configuredController,
  type Environment,
  type GivenSettings,
  hasOwnOpenAiServer,
  isOn,
  readSettings,
  type S3Settings,
  type Settings,
  secretsOf,
} from "./config/settings.js";
export { type Deferred, deferred } from "./deferred.js";
export { isDatabaseAway } from "./errors/database-away.js";
export { describeError, describeProblem, isSaidIn } from "./errors/describe-error.js";
export { diskFault, isDiskFull } from "./errors/disk-fault.js";
export { errorCode, errorMessage, ifExists, isAbort } from "./errors/error-code.js";
export { EXIT, exitCodeOf } from "./errors/exit-code.js";
export { FAULT_CODES, Fault, type FaultCode, isFault, type RefusalTopic } from "./errors/fault.js";
export { recordedError, recordFault } from "./errors/record-fault.js";
export type { Emit, RunEvent, RunStatus, Stage } from "./events/run-event.js";
export type { SeedEvent, SeedReport } from "./events/seed-event.js";
export type { SyncEvent, SyncReport } from "./events/sync-event.js";
export {
  domainsNamed,
  isDomain,
  isNarrowDomain,
  kindScheme,
  kindsAsked,
  kindsOfModel,
} from "./kinds/kinds-of.js";
export { mediaExcess } from "./media/media-excess.js";
export { mediaSeconds } from "./media/media-seconds.js";
export { mediaTypeOf } from "./media/media-type.js";
export { secondsText } from "./media/seconds-text.js";
export { fieldOf, fieldsOf, MODALITIES, type OutputField } from "./modalities/modalities.js";
export type { Pace } from "./modalities/modality.js";
export { NewestMap } from "./newest-map.js";
export type { Answer } from "./nouns/answer.js";
export type { Artifact } from "./nouns/artifact.js";
export {
  type Candidate,
  NO_SCORE,
  type ScoreParts,
  type TrackRecord,
  type UnfitReason,
} from "./nouns/candidate.js";
export { CUSTOM_WIRES, type CustomEndpoint, type CustomWire } from "./nouns/custom-endpoint.js";
export { type Endpoint, type EndpointKind, type EndpointPrice, endpointName } from "./nouns/endpoint.js";
export type { JobHandle, JobProgress, SubmittedJob } from "./nouns/job-handle.js";
export type { CardState, ModelCard } from "./nouns/model-card.js";
export type { Checkpoint, LanguageDirection, ModelProfile } from "./nouns/model-profile.js";
export { BARE_RECORD, type BaseRelation, type ModelRecord, type RecordSource } from "./nouns/model-record.js";
export type { Need, StepLanguages } from "./nouns/need.js";
export type { Attempt, Outcome, OutcomeStatus } from "./nouns/outcome.js";
export {
  argLeaves,
  outputsOf,
  type Plan,
  type PlanArg,
  type PlanJson,
  type PlannedTask,
  type RequestClause,
  type StatedLanguages,
  type ValidPlan,
  type ValidTask,
} from "./nouns/plan.js";
export { DEFAULT_PROMPTS, type PromptSettings, withWords } from "./nouns/prompt-settings.js";
export type { RecordedFault, RecordedFile, RecordedInput } from "./nouns/run-record.js";
export type { RunSummary } from "./nouns/run-summary.js";
export {
  type ModelLimits,
  NO_LIMITS,
  type NoSelection,
  POLICIES,
  type Policy,
  type Selection,
} from "./nouns/selection.js";
export { describeRecord, recordAt } from "./nouns/track-record.js";
export {
  type CallUsage,
  NO_CAPS,
  NO_USAGE,
  type RunCaps,
  type RunUsage,
  withCall,
} from "./nouns/usage.js";
export type { UserFile } from "./nouns/user-file.js";
export {
  type ArgValue,
  type Box,
  DATA_TYPES,
  type DataType,
  type Entity,
  isMedia,
  isMediaKind,
  type Keypoint,
  type Label,
  type Mask,
  MEDIA_TYPES,
  type Media,
  type MediaKind,
  type ResolvedArgs,
  type Segment,
  type Table,
  type TaskOutput,
  type Values,
  type ValueType,
} from "./nouns/value.js";
export type {
  ArtifactContent,
  ArtifactOrigin,
  ArtifactReader,
  ArtifactStore,
} from "./ports/artifact-store.js";
export type { Backend, Job, JobWatch } from "./ports/backend.js";
export type { Clock } from "./ports/clock.js";
export type { ChatContent, ChatMessage, ChatReply, ChatRequest, Controller } from "./ports/controller.js";
export type { Embedder } from "./ports/embedder.js";
export type {
  EnabledEndpoints,
  FacetCount,
  ModelEntry,
  Registry,
  RegistryFacets,
  RegistryStats,
  SearchFilters,
  SearchPage,
  SearchQuery,
  TaskCount,
  TaskPlace,
} from "./ports/registry.js";
export type { ChosenRun, RunChoice, RunFile, RunPruning } from "./ports/run-pruning.js";
export type {
  FollowedUntil,
  JournalEntry,
  RunClaim,
  RunCommand,
  RunNews,
  RunStore,
  SharedStore,
} from "./ports/run-store.js";
export type { EndpointRecord, NotedAttempt, TrackRecords } from "./ports/track-records.js";
export { settlesWithin } from "./settles-within.js";
export type { SoundFacts } from "./sound/sound.js";
export { stated } from "./stated.js";
export { systemClock } from "./system-clock.js";
export { allTasks, needInWords, requireTask, resolveTask, taskSpec } from "./tasks/catalogue.js";
export { speakingOf } from "./tasks/speaking-tasks.js";
export { taskEvidence } from "./tasks/task-evidence.js";
export { type ControlTask, isControlTask, isTaskId, TASK_IDS, type TaskId } from "./tasks/task-id.js";
export type { ArgSpec, TaskSpec } from "./tasks/task-spec.js";
export { argTakes, outputFits } from "./tasks/type-flow.js";
export { closest } from "./text/closest.js";
export { delimited } from "./text/delimited.js";
export { didYouMean, didYouMeanForm } from "./text/did-you-mean.js";
export { isJsonObject, type JsonObject, parseJson } from "./text/json.js";
export { type JsonSlice, jsonSlices, parseRepairedJson } from "./text/json-slices.js";
export { hasMixedScript } from "./text/mixed-script.js";
export { outputText } from "./text/output-text.js";
export { oneLine, printable } from "./text/printable.js";
export { isQuantizedId, isQuantizedTag, modelNameKey } from "./text/quantized-name.js";
export { readableText } from "./text/readable-text.js";
export { redact } from "./text/redact.js";
export { describeIssue, type SchemaIssue } from "./text/schema-issue.js";
export { terminalJson, terminalText } from "./text/terminal-text.js";
export { wordTable } from "./text/word-table.js";
export { BUILTIN_TOOLS, builtinEndpoint, builtinLimits } from "./tools/builtin-tools.js";
export { withMethods } from "./with-methods.js";
