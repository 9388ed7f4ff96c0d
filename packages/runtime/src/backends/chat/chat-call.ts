import {
  type Endpoint,
  Fault,
  isMedia,
  type Job,
  type JobWatch,
  type Media,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import { answerError } from "../answers/answer-error.js";
import { answerUsage } from "../answers/answer-usage.js";
import { badResponse } from "../answers/bad-response.js";
import { parseText } from "../answers/parse-text.js";
import { answerBody } from "../answers/read-answer.js";
import { type ProviderAccess, providerRequest } from "../provider-access.js";
import { readWords } from "./read-words.js";
import { canInstruct, type Instruction, taskInstruction } from "./task-instruction.js";

/** Returns true for tasks that a chat model can be asked to do, with a picture or without. */
export function chatCanDo(task: TaskId): boolean {
  return canInstruct(task);
}

/**
 * Runs a task at a chat model through the router: the provider is pinned by a suffix of the model's id.
 * @throws Fault BAD_RESPONSE for an empty answer or one that is not of the task's type.
 */
export async function chatCall(
  job: Job,
  endpoint: Extract<Endpoint, { kind: "provider" }>,
  access: ProviderAccess,
  signal: AbortSignal,
  watch?: JobWatch,
): Promise<TaskOutput> {
  const place = {
    url: `${access.router}/v1`,
    model: `${job.model}:${endpoint.provider}`,
    at: endpoint.provider,
  };
  return chatAt(place, job, access, signal, watch);
}

/** A chat model at a server with OpenAI's interface. */
export interface ChatPlace {
  /** Up to `/chat/completions`. */
  readonly url: string;
  /** The model's name there. */
  readonly model: string;
  /** The server's name, for messages. */
  readonly at: string;
}

/**
 * Runs a task at a chat model.
 * @throws Fault BAD_RESPONSE for an empty answer or one that is not of the task's type.
 */
export async function chatAt(
  { url, model, at }: ChatPlace,
  job: Job,
  access: ProviderAccess,
  signal: AbortSignal,
  watch?: JobWatch,
): Promise<TaskOutput> {
  const instruction = taskInstruction(job.task, job.args);
  if (!instruction) throw new Fault("UNSUPPORTED", `A chat model cannot do ${job.task}`);
  const response = await access.http.request(
    providerRequest(access, {
      purpose: `run ${job.model} at ${at}`,
      method: "POST",
      url: `${url}/chat/completions`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        model,
        messages: messages(instruction, picture(job)),
        ...(job.maxOutputTokens === undefined ? {} : { max_tokens: job.maxOutputTokens }),
      }),
      signal,
    }),
  );
  const body = await answerBody(response);
  watch?.used?.(answerUsage(body));
  const fault = answerError(body);
  if (fault) throw fault;
  const words = parseText(body);
  if (words === null || words.trim() === "") throw badResponse("chat answer", body);
  return readWords(job.task, instruction.answer, words, job.args);
}

function messages({ system, user }: Instruction, image: Media | null): unknown[] {
  const content = image ? [pictureContent(image), { type: "text", text: user }] : user;
  return [
    { role: "system", content: system },
    { role: "user", content },
  ];
}

function pictureContent(image: Media): unknown {
  const url = `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString("base64")}`;
  return { type: "image_url", image_url: { url } };
}

function picture(job: Job): Media | null {
  const { image, table } = job.args;
  return [image, table].find(isMedia) ?? null;
}
