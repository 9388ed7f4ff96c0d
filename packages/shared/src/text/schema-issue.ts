/** What a schema (zod) says of a value that it refuses, as far as the words below need it. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly keys?: readonly string[];
  /** For a union: what each of its forms says. */
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

/** Names of JSON's types where people have others. */
const TYPES: Readonly<Record<string, string>> = {
  string: "a text in quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list in [ ]",
  object: "settings in { }",
};

/**
 * Returns what is wrong with a value, in plain words: the place in quotes, and what it must be.
 * `name`: what a key of the value is called.
 */
export function describeIssue(issue: SchemaIssue, name: "setting" | "field"): string {
  const inner = innermost(issue);
  const { path, message, keys } = inner;
  if (keys) {
    const key = [...path, keys[0]].join(".");
    return name === "field" ? `there is no field "${key}"` : `there is no setting "${key}"`;
  }
  const place = path.join(".");
  const wanted = wantedBy(inner);
  const about = place ? `"${place}"` : "it";
  return wanted ? `${about} must be ${wanted}` : `${about} is wrong: ${message}`;
}

/** Of a union, the form that the value comes closest to: the fewest issues, then the deepest. */
function innermost(issue: SchemaIssue): SchemaIssue {
  const forms = (issue.errors ?? []).filter((form) => form.length > 0);
  const [first] = forms.toSorted((a, b) => a.length - b.length || depth(b) - depth(a));
  return first?.[0] ? innermost({ ...first[0], path: [...issue.path, ...first[0].path] }) : issue;
}

const depth = (form: readonly SchemaIssue[]): number => form[0]?.path.length ?? 0;

/** Null where only the schema's own message says it. */
function wantedBy({ code, values, expected, origin, minimum, maximum }: SchemaIssue): string | null {
  if (code === "invalid_value") return (values ?? []).map(String).join(", ");
  if (code === "invalid_type") return TYPES[expected ?? ""] ?? expected ?? null;
  if (origin !== "number") return null;
  if (code === "too_small") return `at least ${minimum}`;
  return code === "too_big" ? `at most ${maximum}` : null;
}
