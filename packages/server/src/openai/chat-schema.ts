import { z } from "@hono/zod-openapi";

const text = z.looseObject({ type: z.literal("text"), text: z.string() });
const picture = z.looseObject({
  type: z.literal("image_url"),
  image_url: z.union([z.string(), z.looseObject({ url: z.string() }).transform(({ url }) => url)]),
});
const sound = z.looseObject({
  type: z.literal("input_audio"),
  input_audio: z.looseObject({ data: z.string(), format: z.string() }),
});
const file = z.looseObject({
  type: z.literal("file"),
  file: z.looseObject({ filename: z.string().nullish(), file_data: z.string() }),
});
const refusal = z.looseObject({ type: z.literal("refusal"), refusal: z.string() });
const part = z.discriminatedUnion("type", [text, picture, sound, file, refusal]);

/** One part of a message. */
export type MessagePart = z.infer<typeof part>;

const message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
});

/** A message: text, or parts of several kinds. */
export type OpenAiMessage = z.infer<typeof message>;

/** A request for a chat completion. Other fields, such as `temperature`, are accepted and ignored. */
export const chatRequestSchema = z
  .looseObject({
    model: z.string().openapi({ example: "hugginggpt" }),
    messages: z.array(message).min(1).max(1000),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    /** `none`: the stream does not show progress. */
    reasoning_effort: z.string().nullish(),
    metadata: z.looseObject({ task: z.string().optional() }).nullish(),
  })
  .openapi("ChatCompletionRequest");

export type OpenAiChatRequest = z.infer<typeof chatRequestSchema>;
