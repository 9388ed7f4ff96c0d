import type {
  Answer,
  Outcome,
  RunEvent,
  RunUsage,
  Selection,
  SubmittedJob,
  ValidPlan,
} from "@hugginggpt/shared";
import type { RecordedReply } from "../journal/recorded-run.js";
import type { FoundCandidates } from "../selector/find-candidates.js";

/** A choice that an earlier process began, and perhaps made. */
export interface ResumedChoice {
  readonly found: FoundCandidates;
  /** Null if none was made. */
  readonly selection: Selection | null;
}

/** The part of a run that is already done and reported. */
export interface ResumeState {
  /** The new places of its files, if they have moved. */
  readonly moved?: Extract<RunEvent, { readonly type: "run-resumed" }>["moved"];
  /** Milliseconds of work so far. */
  readonly activeMs: number;
  readonly usage: RunUsage;
  /** The controller's answers by the hash of the question, in order. */
  readonly replies: ReadonlyMap<string, readonly RecordedReply[]>;
  /** Null if there is none yet, or if no task is needed. */
  readonly plan: ValidPlan | null;
  /** By `questionKeys`. */
  readonly choices: ReadonlyMap<string, ResumedChoice>;
  /** Outcomes of the tasks that do not run again, with the content of their files. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Jobs that were submitted to providers and whose end is not known, by task. */
  readonly submitted: ReadonlyMap<number, SubmittedJob>;
  /** Null if there is none yet. */
  readonly answer: Answer | null;
}
