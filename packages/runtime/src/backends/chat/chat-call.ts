import { Fault, type TaskOutput } from "@hugginggpt/shared";
import { OpenAiServer } from "@hugginggpt/shared/openai";
import { filtered } from "../answers/answer-error.js";
import { badResponse } from "../answers/bad-response.js";
import { dataAddress } from "../data-address.js";
import { DEADLINE_MS, type ModelCall } from "../provider-access.js";
import { readWords } from "./read-words.js";
import { chatRequest, taskInstruction } from "./task-instruction.js";

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
export async function chatAt({ url, model, at }: ChatPlace, call: ModelCall): Promise<TaskOutput> {
  const { job, access, signal, watch } = call;
  const instruction = taskInstruction(job.task, job.args);
  if (!instruction) throw new Fault("UNSUPPORTED", `A chat model cannot do ${job.task}`);
  const { http, token: apiKey } = access;
  const server = new OpenAiServer({ baseUrl: url, apiKey, http, deadlineMs: DEADLINE_MS, tries: 1 });
  const request = chatRequest(job, instruction, dataAddress);
  const answer = await server.chat(model, request, `run ${job.model} at ${at}`, signal);
  const { usage, finish, refusal, text } = answer;
  watch?.used?.(usage ? { inputTokens: usage.promptTokens, outputTokens: usage.completionTokens } : {});
  if (finish === "content_filter") throw filtered(`A content filter withheld the answer of ${job.model}`);
  if (text === "") throw badResponse("chat answer", refusal || text);
  return readWords(job.task, instruction.answer, text, job.args);
}
