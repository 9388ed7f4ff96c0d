import { isDatabaseUrl, POLICIES } from "@hugginggpt/shared";
import { z } from "zod";
import { LANGUAGES } from "../lang/language.js";
import { BOUNDS, parseBytes, parseParameterCount } from "../program/amounts.js";
import { endpointSchema } from "./endpoint-schema.js";
import { promptsSchema } from "./prompts-schema.js";

const names = z.array(z.string().trim().min(1)).max(200);
const dollars = z.number().min(BOUNDS.dollars[0]).max(BOUNDS.dollars[1]);
const seconds = z.number().positive().max(BOUNDS.seconds[1]);
const whole = ([least, most]: readonly [number, number]) => z.int().min(least).max(most);
const address = z.url({ protocol: /^https?$/ });
const database = z
  .string()
  .refine(isDatabaseUrl, "expected an address such as postgres://host:5432/database");

/** A number of parameters, as a number or as `7B`. */
const size = amount(parseParameterCount, "expected a number of parameters such as 350M or 7B");
/** A number of bytes, as a number or as `2GB`. */
const bytes = amount(parseBytes, "expected a size such as 500MB or 2GB");

function amount(parse: (text: string) => number | null, expected: string) {
  return z.union([z.number(), z.string()]).transform((value, issues) => {
    const parsed = parse(String(value));
    if (parsed !== null) return parsed;
    issues.addIssue(expected);
    return z.NEVER;
  });
}

/** The configuration file: every key may be left out, no other is known. Secrets have no place in it. */
export const configSchema = z.strictObject({
  controller: z.string().min(1).optional(),
  embedder: z.string().min(1).optional(),
  backends: names.optional(),
  topK: whole(BOUNDS.topK).optional(),
  policy: z.enum(POLICIES).optional(),
  licenses: names.optional(),
  orgs: names.optional(),
  providers: names.optional(),
  maxParams: size.optional(),
  limits: z
    .strictObject({
      parallel: z.int().min(1).max(64).optional(),
      candidates: whole(BOUNDS.candidates).optional(),
      retries: whole(BOUNDS.retries).optional(),
      runSeconds: seconds.optional(),
      contextTokens: z.int().min(500).optional(),
      maxCost: dollars.optional(),
      maxCalls: z.int().min(0).optional(),
      maxSeconds: seconds.optional(),
      assumeCost: dollars.optional(),
    })
    .optional(),
  openai: z
    .strictObject({
      baseUrl: address.optional(),
      azure: z
        .strictObject({ endpoint: address.optional(), apiVersion: z.string().min(1).optional() })
        .optional(),
    })
    .optional(),
  local: z.strictObject({ maxMemory: bytes.optional(), maxDownload: bytes.optional() }).optional(),
  prompts: promptsSchema.optional(),
  endpoints: z.array(endpointSchema).max(100).optional(),
  allowPrivateNetwork: z.boolean().optional(),
  language: z.enum(LANGUAGES).optional(),
  home: z.string().min(1).optional(),
  database: z.strictObject({ url: database.optional() }).optional(),
  artifacts: z.string().min(1).optional(),
});

export type ConfigFile = z.infer<typeof configSchema>;

/** The keys at each place of the file, places in lists without their numbers, for the hint on a wrong one. */
export const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(configSchema.shape),
  limits: Object.keys(configSchema.shape.limits.unwrap().shape),
  local: Object.keys(configSchema.shape.local.unwrap().shape),
  prompts: Object.keys(promptsSchema.shape),
  endpoints: Object.keys(endpointSchema.shape),
  openai: Object.keys(configSchema.shape.openai.unwrap().shape),
  database: Object.keys(configSchema.shape.database.unwrap().shape),
  "openai.azure": Object.keys(configSchema.shape.openai.unwrap().shape.azure.unwrap().shape),
};
