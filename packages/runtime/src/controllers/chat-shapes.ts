import { z } from "zod";

const content = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
  .nullish()
  .transform((value) =>
    typeof value === "string" ? value : (value ?? []).map((part) => part.text ?? "").join(""),
  );

const count = z.number().int().nonnegative().catch(0);
const usage = z
  .looseObject({ prompt_tokens: count.default(0), completion_tokens: count.default(0) })
  .nullish()
  .catch(null);

/** A chat completion as servers really send it: content may be a list of parts, usage may be missing. */
export const completionShape = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content, refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage,
});

/** One event of a streamed chat completion; the last may carry usage and no choice. */
export const chunkShape = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: z.looseObject({ content, refusal: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage,
});

/** An answer before it is judged: pieces put together, nothing removed. */
export interface RawAnswer {
  readonly text: string;
  readonly refusal: string;
  /** `stop`, `length`, `content_filter` ...; null where the server gave none. */
  readonly finish: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
}
