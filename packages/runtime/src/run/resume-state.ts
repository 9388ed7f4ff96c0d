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

/** A choice that was begun, and perhaps made. */
export interface ResumedChoice {
  readonly found: FoundCandidates;
  /** Null if none was made. */
  readonly selection: Selection | null;
}

/** What of a run is done and reported already; absent for a run that begins. */
export interface ResumeState {
  /** Where its files go and lie, if that is not where they went before. */
  readonly moved?: Extract<RunEvent, { readonly type: "run-resumed" }>["moved"];
  /** Milliseconds for which it was worked at. */
  readonly activeMs: number;
  readonly usage: RunUsage;
  /** What the controller answered, by the hash of the question, in order. */
  readonly replies: ReadonlyMap<string, readonly RecordedReply[]>;
  /** Null if there is none yet, or no task is needed. */
  readonly plan: ValidPlan | null;
  /** By `questionKeys`. */
  readonly choices: ReadonlyMap<string, ResumedChoice>;
  /** Outcomes of tasks that are not run again, with the content of their files. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Jobs that providers have taken and that have not been seen to end, by task. */
  readonly submitted: ReadonlyMap<number, SubmittedJob>;
  /** Null if none was given yet. */
  readonly answer: Answer | null;
}
