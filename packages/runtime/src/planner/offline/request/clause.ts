/** Rules look at this much of a clause; quotations are placeholders in it. */
export const MAX_CLAUSE = 400;

/** How a clause follows the one before: what comes "then" works on what came before, what comes "also" does not. */
export type Relation = "then" | "also" | "and";

/** Whether a clause asks for something, is a question, only says what is there ("I have a photo") or what is not wanted. */
export type ClauseKind = "request" | "question" | "statement" | "refusal";

/** A piece of a request that asks for one thing, or says something about what was asked before. */
export interface Clause {
  /** What the rules read: English, also where the request is in another language. */
  readonly text: string;
  /** The request's own words. */
  readonly words: string;
  readonly relation: Relation;
  /** What stands between it and the clause before where both are one thing: "a cat and a dog"; default: a comma. */
  readonly joint?: string;
  readonly kind: ClauseKind;
  /** How its language is read; null for English. */
  readonly rules: LanguageRules | null;
}

/** How requests in a language other than English are read: by what they say in English, word by word. */
export interface LanguageRules {
  /** ISO 639-1. */
  readonly code: string;
  /** Returns the clauses of a sentence. */
  split(sentence: string): Clause[];
  /** Returns what the words say is to be made; undefined if they say nothing or only point to something. */
  thing(words: string): string | undefined;
  /** Returns the labels that the words offer, at least two; empty if they offer none. */
  labels(words: string): string[];
  /** Returns the words without those that ask for something or name a language. */
  bare?(words: string): string;
}

/** A part of a sentence with what led to it: ", and then ". */
export interface Part {
  readonly lead: string;
  readonly text: string;
}

/** Returns the parts of a sentence between its connectors; may have empty ones. */
export function partsOf(sentence: string, connector: RegExp): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let lead = "";
  for (const match of sentence.matchAll(connector)) {
    if (match[0] === "") continue;
    parts.push({ lead, text: sentence.slice(from, match.index) });
    lead = match[0];
    from = match.index + match[0].length;
  }
  return [...parts, { lead, text: sentence.slice(from) }];
}
