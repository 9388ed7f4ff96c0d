import type { JournalEntry, RunEvent } from "@hugginggpt/shared";
import { z } from "zod";

const text = z.string();
const task = z.int().min(0);
const count = z.number().min(0);
const place = { task, model: text, endpoint: text };
const attempts = z.array(z.looseObject({ model: text, endpoint: text, ok: z.boolean() }));
const fault = z.looseObject({ code: text.nullable(), message: text });
const files = z.array(z.looseObject({ name: text, bytes: count, sha256: text }));
const endpoints = z.array(z.looseObject({ kind: text }));
const candidates = z.array(z.looseObject({ model: z.looseObject({ id: text }), endpoints }));
const artifacts = z.array(z.looseObject({ name: text, mediaType: text, bytes: count, sha256: text }));

const outcome = z.discriminatedUnion("status", [
  z.looseObject({
    status: z.literal("succeeded"),
    model: text,
    endpoint: text,
    output: z.looseObject({ media: z.array(z.looseObject({ kind: text })).optional() }),
    artifacts,
    attempts,
  }),
  z.looseObject({ status: z.literal("failed"), reason: text, next: text.nullable(), attempts }),
  z.looseObject({ status: z.literal("blocked"), by: z.array(task), reason: text, attempts }),
  z.looseObject({ status: z.literal("cancelled"), reason: text, attempts }),
  z.looseObject({
    status: z.literal("skipped"),
    cause: z.looseObject({ kind: text }),
    reason: text,
    attempts,
  }),
]);

/** The fields of each event that its readers rely on; others are kept unchanged. */
const EVENTS = {
  "run-started": z.looseObject({
    run: text,
    request: text,
    controller: text,
    from: z.looseObject({ run: text, task }).optional(),
  }),
  "input-recorded": z.looseObject({
    input: z.looseObject({ files, options: z.looseObject({}), backends: z.array(text), advice: text }),
  }),
  "run-resumed": z.looseObject({
    moved: z.object({ out: text, earlier: z.record(text, text) }).optional(),
  }),
  "run-cancelled": z.looseObject({}),
  "tasks-known": z.looseObject({ runnable: z.array(text) }),
  "controller-called": z.looseObject({ prompt: text }),
  "controller-answered": z.looseObject({ prompt: text, text, promptTokens: count, completionTokens: count }),
  "controller-failed": z.looseObject({ prompt: text, fault }),
  "stage-started": z.looseObject({ stage: z.enum(["planning", "selection", "execution", "response"]) }),
  "plan-rejected": z.looseObject({ problems: z.array(text) }),
  "plan-ready": z.looseObject({
    plan: z.array(z.looseObject({ id: task, task: text, dep: z.array(z.int()), args: z.looseObject({}) })),
  }),
  "inputs-unused": z.looseObject({ files: z.array(text) }),
  "candidates-found": z.looseObject({
    task,
    candidates: z.array(text),
    notes: z.array(text),
    found: z.looseObject({ candidates, known: count, limited: z.boolean() }).optional(),
  }),
  "model-selected": z.looseObject({
    task,
    model: text,
    reason: text,
    passedOver: z.array(text).optional(),
  }),
  "nothing-fits": z.looseObject({ task, reasons: z.array(text), nearest: z.array(text) }),
  "task-started": z.looseObject({ task }),
  "attempt-started": z.looseObject(place),
  "attempt-failed": z.looseObject({ ...place, error: text, fault: fault.optional() }),
  "result-reused": z.looseObject(place),
  "job-submitted": z.looseObject({ ...place, handle: z.looseObject({ provider: text }) }),
  "attempt-progress": z.looseObject({ ...place, progress: z.looseObject({ state: text }) }),
  "attempt-waiting": z.looseObject({ ...place, ms: count }),
  "call-ended": z.looseObject({
    task: task.optional(),
    model: text,
    endpoint: text,
    usage: z.looseObject({
      inputTokens: count.optional(),
      outputTokens: count.optional(),
      computeMs: count.optional(),
    }),
    cost: count.nullable(),
  }),
  "task-ended": z.looseObject({ task, outcome }),
  "answer-ready": z.looseObject({ answer: z.looseObject({ text, writer: text }) }),
  "run-ended": z.looseObject({
    status: z.enum(["done", "partial", "failed"]),
    error: text.optional(),
    fault: fault.optional(),
  }),
  warning: z.looseObject({ message: text }),
} satisfies Readonly<Record<RunEvent["type"], z.ZodType>>;

const SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(EVENTS));

/** Returns why a recorded event cannot be used; null if it can, or is of a kind that this version does not know. */
function eventProblem(event: { readonly type: string }): string | null {
  const schema = SCHEMAS.get(event.type);
  const issue = schema?.safeParse(event).error?.issues[0];
  return issue ? `${event.type}: ${issue.path.join(".")}: ${issue.message}` : null;
}

/** The last moment that a Date can hold, in milliseconds. */
const LAST = 8.64e15;
const SHAPE = z.object({ at: z.number(), event: z.looseObject({ type: z.string() }) });

/**
 * Returns the entry on a line; null for a torn, empty or foreign line. Files come back with empty content: their bytes
 * are in the outcome's artifacts.
 * @throws Error for an entry whose event or time is not as this program writes it.
 */
export function decodeEntry(line: string): JournalEntry | null {
  const entry = parsed(line);
  const shaped = SHAPE.safeParse(entry);
  if (!shaped.success) return null;
  const { at, event } = shaped.data;
  const problem = at >= 0 && at <= LAST ? eventProblem(event) : "its time is not valid";
  if (problem !== null) throw new Error(problem);
  // The event has been checked as far as its readers rely on it; the cast gives back the type that was written.
  return entry as JournalEntry;
}

/** Matches the few lines that need reviving, which costs many times as much as parsing. */
const REVIVED = /"bytes"\s*:\s*\{/;

function parsed(line: string): unknown {
  try {
    return REVIVED.test(line) ? JSON.parse(line, revive) : JSON.parse(line);
  } catch {
    return null; // A line that a crash tore.
  }
}

function revive(key: string, value: unknown): unknown {
  const emptied = key === "bytes" && typeof value === "object" && value !== null && "size" in value;
  return emptied ? new Uint8Array() : value;
}
