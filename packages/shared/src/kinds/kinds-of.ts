import type { TaskId } from "../tasks/task-id.js";
import { type PlainKinds, plainDomains, plainKinds } from "./kinds-at-build.js";
import { type FindNames, nameFinder } from "./word-finder.js";

let tables: Readonly<Record<string, PlainKinds>> | null = null;

/** A task's kinds of work. */
export interface KindScheme {
  /** The kind that is meant if none is named; null if there is no default. */
  readonly general: string | null;
  /** Kinds whose models also do most of the others. */
  readonly broad: ReadonlySet<string>;
  /** Kinds whose models do nothing else of the task. */
  readonly apart: ReadonlySet<string>;
}

interface Compiled extends KindScheme {
  readonly ofModel: FindNames;
  readonly asked: FindNames;
}

const compiled = new Map<TaskId, Compiled>();
const NO_KINDS: Compiled = {
  general: null,
  broad: new Set(),
  apart: new Set(),
  ofModel: () => [],
  asked: () => [],
};

/** Returns a task's scheme of kinds; an empty one for a task without kinds. */
export function kindScheme(task: TaskId): KindScheme {
  return compiledOf(task);
}

/** Returns the kinds of work that the words of a model speak of, in the table's order; empty if there are none. */
export function kindsOfModel(task: TaskId, text: string): readonly string[] {
  return compiledOf(task).ofModel(text);
}

/**
 * Returns the kinds of work that a need or a request asks for, in the table's order: narrow ones first. Words of the
 * large request languages are understood. Empty if none is named.
 */
export function kindsAsked(task: TaskId, text: string): readonly string[] {
  return compiledOf(task).asked(text);
}

let domains: {
  readonly find: FindNames;
  readonly names: ReadonlySet<string>;
  readonly soft: ReadonlySet<string>;
} | null = null;

/** Returns the subjects that a text names, in the table's order. */
export function domainsNamed(text: string): readonly string[] {
  return domainTable().find(text);
}

/** Returns true for the name of a subject; kinds of work that are one have its name. */
export function isDomain(name: string): boolean {
  return domainTable().names.has(name);
}

/** Returns true if models of this subject are a poor guess for other subjects. */
export function isNarrowDomain(domain: string): boolean {
  return !domainTable().soft.has(domain);
}

function domainTable(): NonNullable<typeof domains> {
  if (domains !== null) return domains;
  const rows = plainDomains();
  const soft = rows.filter((row) => row.soft).map(({ name }) => name);
  domains = { find: nameFinder(rows), names: new Set(rows.map(({ name }) => name)), soft: new Set(soft) };
  return domains;
}

function compiledOf(task: TaskId): Compiled {
  const known = compiled.get(task);
  if (known) return known;
  tables ??= plainKinds();
  const kinds = tables[task];
  const made = kinds === undefined ? NO_KINDS : compile(kinds);
  compiled.set(task, made);
  return made;
}

function compile({ general, rows }: PlainKinds): Compiled {
  return {
    general,
    broad: new Set(rows.flatMap(({ kind, broad }) => (broad ? [kind] : []))),
    apart: new Set(rows.flatMap(({ kind, apart }) => (apart ? [kind] : []))),
    ofModel: nameFinder(rows.map(({ kind, models }) => ({ name: kind, words: models }))),
    asked: nameFinder(rows.map(({ kind, asked }) => ({ name: kind, words: asked }))),
  };
}
