/** How a clause follows the one before: what comes "then" works on what came before, what comes "also" does not. */
export type Relation = "then" | "also" | "and";

/** A piece of a request that asks for one thing, or says something about what was asked before. */
export interface Clause {
  /** What the rules read: English, also where the request is Chinese. */
  readonly text: string;
  /** The request's own words. */
  readonly words: string;
  readonly relation: Relation;
  readonly question: boolean;
  /** Whether it only says what is there ("I have a photo"). */
  readonly statement: boolean;
}
