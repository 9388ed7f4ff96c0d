import type { ConfigFile } from "./config-schema.js";

/** A configuration file that was read. */
export interface ReadFile {
  readonly path: string;
  readonly values: ConfigFile;
}

/**
 * What a file that the user did not choose may set: how much is tried, and what is preferred or excluded. `sets`: it
 * overrides the user's own file; `tightens`: the narrower of the two counts.
 */
const HARMLESS: Readonly<Record<string, "sets" | "tightens">> = {
  backends: "tightens",
  topK: "sets",
  policy: "sets",
  language: "sets",
  licenses: "tightens",
  orgs: "tightens",
  providers: "tightens",
  maxParams: "tightens",
  "limits.parallel": "tightens",
  "limits.candidates": "tightens",
  "limits.retries": "tightens",
  "limits.runSeconds": "tightens",
  "limits.contextTokens": "sets",
  "limits.maxCost": "tightens",
  "limits.maxCalls": "tightens",
  "limits.maxSeconds": "tightens",
  "prompts.descriptionCharacters": "sets",
};

/** Returns true for a setting that a file that nobody chose may decide. */
export function isHarmless(name: string): boolean {
  return Object.hasOwn(HARMLESS, name);
}

/** The settings of the files by name (`limits.maxCost`): what is written, and the path of the file that has it. */
export type WrittenSettings = ReadonlyMap<string, { readonly value: unknown; readonly path: string }>;

/**
 * Returns the settings of the user's own file merged with those of a file that the user did not choose. Lists without
 * common items leave the user's own; an empty list excludes nothing and narrows nothing.
 */
export function mergeFiles(own: ReadFile | null, unchosen: ReadFile | null): WrittenSettings {
  const ownLeaves = new Map(leavesOf(own?.values ?? {}));
  const otherLeaves = new Map(leavesOf(unchosen?.values ?? {}));
  const names = [...new Set([...ownLeaves.keys(), ...otherLeaves.keys()])];
  return new Map(
    names.map((name) => {
      const mine = ownLeaves.get(name);
      const value = decided(name, mine, otherLeaves.get(name));
      return [name, { value, path: (value === mine ? own : unchosen)?.path ?? "" }];
    }),
  );
}

/** Of one setting. That a stranger's file says nothing takes nothing away. */
function decided(name: string, own: unknown, other: unknown): unknown {
  if (own === undefined) return other;
  if (other === undefined || (other === "" && !isHarmless(name))) return own;
  return HARMLESS[name] === "tightens" ? narrower(own, other) : other;
}

/** The settings of a file: lists are settings, groups are not. */
function leavesOf(group: object, place = ""): [string, unknown][] {
  return Object.entries(group).flatMap(([key, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? leavesOf(value, `${place}${key}.`)
      : [[`${place}${key}`, value]],
  );
}

function narrower(own: unknown, other: unknown): unknown {
  if (typeof own === "number" && typeof other === "number") return Math.min(own, other);
  if (!Array.isArray(own) || !Array.isArray(other) || other.length === 0) return own;
  const both = own.length === 0 ? other : other.filter((one) => own.includes(one));
  return both.length === 0 ? own : both;
}
