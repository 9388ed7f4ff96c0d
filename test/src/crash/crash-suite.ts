/** What `npm run test:crash` was asked for. */
export interface CrashOptions {
  /** How often a command is killed; absent: as often as the suite's own full run does. */
  readonly kills?: number | undefined;
  /** Decides every random choice; printed with a failure, so that it can be had again. */
  readonly seed: number;
  /** Writes one line of progress. */
  readonly print: (line: string) => void;
}

/** What came of a suite. */
export interface CrashReport {
  /** Names and figures, as they are printed. */
  readonly figures: readonly (readonly [name: string, figure: string])[];
  /** What did not hold, each in one line with what is needed to have it again; empty where all held. */
  readonly failures: readonly string[];
}

/** Kills commands of the product and tells whether what they left was right. */
export type CrashSuite = (options: CrashOptions) => Promise<CrashReport>;
