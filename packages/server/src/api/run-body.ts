import { describeIssue, type SchemaIssue, type UserFile } from "@hugginggpt/shared";
import type { Context } from "hono";
import { notJson, Refusal } from "../answers/refusal.js";
import { type RunWanted, runWantedSchema } from "./run-schema.js";

/** Most files of a request, and most bytes of all of them: the same as on the command line. */
const MAX_FILES = 64;

/** Turns untrusted bytes into a file with a handle. @throws Fault for a kind that no task takes. */
export type FileReading = (name: string, bytes: Uint8Array, handle: number) => Promise<UserFile>;

/** A received request for a run. */
export interface GivenRun {
  readonly wanted: RunWanted;
  readonly files: readonly UserFile[];
}

/**
 * Reads a request for a run: JSON, or a form with this JSON in the field `run` or the words in the field `request`,
 * and the files as parts.
 * @throws Refusal 415 for another type, 400 for a body that does not fit the schema, 413 above 64 files; and what
 * `read` throws.
 */
export async function readRunBody(context: Context, read: FileReading): Promise<GivenRun> {
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return { wanted: wantedOf(await jsonOf(context)), files: [] };
  if (type !== "multipart/form-data")
    throw new Refusal(
      "TYPE_UNSUPPORTED",
      "A request is JSON or a form",
      "Send multipart/form-data with files.",
    );
  const form = await context.req.formData().catch(() => {
    throw new Refusal("BODY_INVALID", "The form cannot be read", "Send it as multipart/form-data.");
  });
  const given = form.get("run");
  const wanted = typeof given === "string" ? parsed(given) : { request: form.get("request") ?? "" };
  const parts = [...form.values()].filter((value): value is File => value instanceof File);
  if (parts.length > MAX_FILES)
    throw new Refusal("INPUT_TOO_LARGE", `At most ${MAX_FILES} files are accepted`, "Send fewer files.");
  const files: UserFile[] = [];
  for (const part of parts) {
    const bytes = new Uint8Array(await part.arrayBuffer());
    files.push(await read(part.name || "file", bytes, files.length + 1));
  }
  return { wanted: wantedOf(wanted), files };
}

/** Returns the JSON of a body. @throws Refusal 400. */
export async function jsonOf(context: Context): Promise<unknown> {
  return parsed(await context.req.text());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function wantedOf(value: unknown): RunWanted {
  const read = runWantedSchema.safeParse(value);
  if (!read.success) throw invalidBody(read.error.issues);
  if (read.data.request.trim() || read.data.plan !== undefined) return read.data;
  throw new Refusal("USAGE", "The request is empty", "Describe what you want, in words.");
}

/** Returns the refusal of a request whose body or parameters do not fit their schema: the place and what was expected. */
export function invalidBody(issues: readonly SchemaIssue[]): Refusal {
  const [issue = { path: [], message: "it does not fit" }] = issues;
  const what = describeIssue(issue, "field");
  return new Refusal("BODY_INVALID", `Cannot use the request: ${what}`, "See /openapi.json.");
}
