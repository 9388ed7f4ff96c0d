import { Fault, POLICIES, type UserFile } from "@hugginggpt/shared";
import { z } from "zod";
import { DEFAULT_LIMITS } from "../executor/limits.js";
import type { RecordedRun } from "../journal/recorded-run.js";
import type { RunInput } from "../run/run-input.js";

const strings = z.array(z.string());
const cap = z.number().min(0).nullable();

/** The required options of a recorded run; others are kept unchanged. */
const OPTIONS = z.looseObject({
  until: z.enum(["plan", "dry", "all"]),
  plan: z.string().optional(),
  history: z
    .array(z.looseObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }))
    .optional(),
  topK: z.int().min(1),
  policy: z.enum(POLICIES),
  models: z.looseObject({
    licenses: strings,
    orgs: strings,
    providers: strings,
    maxParams: z.number().nullable(),
  }),
  prompts: z
    .looseObject({
      plan: z.string(),
      choice: z.string(),
      answer: z.string(),
      demos: z.array(z.looseObject({ request: z.string(), tasks: z.array(z.unknown()) })),
      descriptionCharacters: z.int().min(0),
    })
    .optional(),
  caps: z.object({ maxCost: cap, maxCalls: cap, maxMs: cap, assumeCost: cap }).optional(),
  limits: z.looseObject({ parallel: z.int().min(1), runMs: z.number().positive() }),
});

/** Returns the content of a file by its hash; null if it is gone. */
export type FileSource = (sha256: string) => Promise<Uint8Array | null>;

/**
 * Returns the input of a recorded run.
 * @throws Fault INPUT_UNREADABLE if the record does not contain it, or the content of one of its files is gone.
 */
export async function restoredInput(record: RecordedRun, contentOf: FileSource): Promise<RunInput> {
  const options = OPTIONS.safeParse(record.input?.options);
  if (!record.input || !options.success) {
    throw new Fault("INPUT_UNREADABLE", `The record of ${record.run} does not say what it was given`, {
      wanted: "a run of this version",
      ...(options.error ? { came: z.prettifyError(options.error).split("\n")[0] ?? "" } : {}),
      next: "Run the request again.",
    });
  }
  const files = await Promise.all(record.input.files.map((file) => restoredFile(file, contentOf)));
  const { limits, ...rest } = options.data;
  const given = { ...rest, limits: { ...DEFAULT_LIMITS, ...limits } };
  // The options were written from a RunInput; the schema has checked what would stop a run.
  return { ...given, run: record.run, request: record.request, files } as unknown as RunInput;
}

async function restoredFile(
  { sha256, bytes: size, ...file }: NonNullable<RecordedRun["input"]>["files"][number],
  contentOf: FileSource,
): Promise<UserFile> {
  const bytes = await contentOf(sha256);
  if (bytes?.byteLength === size) return { ...file, bytes };
  throw new Fault("INPUT_UNREADABLE", `The saved copy of ${file.name} is missing`, {
    wanted: `the file with the SHA-256 ${sha256}`,
    next: "Run the request again, with the file.",
  });
}
