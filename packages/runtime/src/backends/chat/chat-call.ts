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
import { OpenAiServer } from "@hugginggpt/shared/openai";
import { filtered } from "../answers/answer-error.js";
import { badResponse } from "../answers/bad-response.js";
import { DEADLINE_MS, type ProviderAccess } from "../provider-access.js";
import { readWords } from "./read-words.js";
import { canInstruct, taskInstruction } from "./task-instruction.js";

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
  /** Its base address, before `/chat/completions`. */
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
  const { http, token: apiKey } = access;
  const server = new OpenAiServer({ baseUrl: url, apiKey, http, deadlineMs: DEADLINE_MS, tries: 1 });
  const { system, user } = instruction;
  const image = picture(job);
  const question = {
    messages: [
      { role: "system", content: system },
      { role: "user", content: user, ...(image ? { pictures: [dataAddress(image)] } : {}) },
    ],
    ...(job.maxOutputTokens === undefined ? {} : { maxTokens: job.maxOutputTokens }),
  } as const;
  const answer = await server.chat(model, question, `run ${job.model} at ${at}`, signal);
  const { usage, finish, refusal, text } = answer;
  watch?.used?.(usage ? { inputTokens: usage.promptTokens, outputTokens: usage.completionTokens } : {});
  if (finish === "content_filter") throw filtered(`A content filter withheld the answer of ${job.model}`);
  if (text === "") throw badResponse("chat answer", refusal || text);
  return readWords(job.task, instruction.answer, text, job.args);
}

function dataAddress({ bytes, mediaType }: Media): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}

function picture(job: Job): Media | null {
  const { image, table } = job.args;
  return [image, table].find(isMedia) ?? null;
}
