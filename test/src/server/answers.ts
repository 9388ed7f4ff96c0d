import { z } from "zod";

// What tests read by name in the answers of the API. Parsing an answer checks that it is there, and keeps the rest.

/** A task of a run. */
const TASK = z.looseObject({
  status: z.string(),
  candidates: z.array(z.looseObject({ id: z.string() })),
  artifacts: z.array(z.looseObject({ name: z.string(), href: z.string(), bytes: z.number() })),
});

/** `/api/runs/<run>`. */
export const RUN = z.looseObject({
  status: z.string(),
  seq: z.number(),
  files: z.array(z.looseObject({ name: z.string(), bytes: z.number() })),
  error: z.string().nullable(),
  tasks: z.array(TASK),
});

/** `/api/runs`. */
export const RUNS = z.looseObject({
  runs: z.array(z.looseObject({ run: z.string(), status: z.string() })),
});

/** The answer to a request for a run. */
export const BEGUN = z.looseObject({ run: z.string(), joined: z.boolean().optional() });

/** The answer to a chat. */
export const CHAT = z.looseObject({ id: z.string(), usage: z.unknown() });

/** `/api/models`. */
export const MODELS = z.looseObject({
  models: z.array(z.looseObject({ model: z.looseObject({ id: z.string() }) })),
});

const VALUES = z.array(z.unknown());

/** `/api/registry`. */
export const REGISTRY = z.looseObject({
  models: z.looseObject({ hub: z.number() }),
  facets: z.looseObject({ licenses: VALUES, providers: VALUES, years: VALUES }),
});
