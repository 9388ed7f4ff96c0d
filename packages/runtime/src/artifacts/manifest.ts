import { parseJson } from "@hugginggpt/shared";
import { z } from "zod";

const json = z.json();

/** One file of a run, and what made it. */
const manifestEntry = z.object({
  /** Name of the file, which is beside the manifest. */
  file: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/),
  /** Of the content, lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  /** By the content. */
  mediaType: z.string(),
  /** How long a recording or a video lasts; absent if that is not known. */
  seconds: z.number().min(0).optional(),
  taskId: z.int(),
  task: z.string(),
  model: z.string(),
  /** Commit of the model's repository; null if it has none or none is known. */
  revision: z.string().nullable(),
  /** The model's licence in the Hub's spelling; null if none is declared. */
  license: z.string().nullable(),
  /** Where the model ran: `provider:fal-ai`, `builtin:flite`, `controller`; null if nobody said. */
  endpoint: z.string().nullable(),
  /** The inference provider; null if the model ran elsewhere. */
  provider: z.string().nullable(),
  /** What the model was given. Files, tables and long texts are there by their hash. */
  parameters: z.record(z.string(), json),
  /** ISO 8601. */
  at: z.iso.datetime(),
});

/** The schema of `manifest.json`: the files of one run. */
export const manifestSchema = z.object({
  format: z.literal("hugginggpt-manifest"),
  version: z.literal(1),
  run: z.string(),
  /** In the order in which they were made. */
  files: z.array(manifestEntry),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestEntry = z.infer<typeof manifestEntry>;

/** Returns the manifest in a text; null if there is none. */
export function readManifest(text: string): Manifest | null {
  return read(manifestSchema, text);
}

/** Returns the manifest entry in a text; null if there is none. */
export function readManifestEntry(text: string): ManifestEntry | null {
  return read(manifestEntry, text);
}

function read<T>(schema: z.ZodType<T>, text: string): T | null {
  return schema.safeParse(parseJson(text)).data ?? null;
}
