import { isMedia, type ResolvedArgs, type TaskId, type TaskOutput } from "@hugginggpt/shared";
import { OpenAiServer } from "@hugginggpt/shared/openai";
import { answerUsage } from "../answers/answer-usage.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { chatAt } from "../chat/chat-call.js";
import { canInstruct } from "../chat/task-instruction.js";
import { type Content, DEADLINE_MS, encodedContent, jobRequest, jsonContent } from "../provider-access.js";
import type { CustomCall } from "./custom-call.js";

type Routed = Content & { readonly route: string };
type Builder = (args: ResolvedArgs, model: string) => Routed | Promise<Routed>;

/** Tasks with routes of their own; the others are put to the model in words. */
const BUILDERS: Readonly<Partial<Record<TaskId, Builder>>> = {
  "text-to-image": ({ text, width, height }, model) => {
    const size = width !== undefined && height !== undefined ? { size: `${width}x${height}` } : {};
    const content = jsonContent({ model, prompt: text, n: 1, response_format: "b64_json", ...size });
    return { route: "images/generations", ...content };
  },
  "text-to-speech": ({ text, voice = "alloy" }, model) => ({
    route: "audio/speech",
    ...jsonContent({ model, input: text, voice, response_format: "wav" }),
  }),
  "automatic-speech-recognition": async ({ audio }, model) => {
    if (!isMedia(audio)) throw new TypeError("Internal error: a file argument was not resolved to a file");
    const form = new FormData();
    form.set("model", model);
    form.set("file", new Blob([new Uint8Array(audio.bytes)], { type: audio.mediaType }), audio.name);
    return { route: "audio/transcriptions", ...(await encodedContent(form)) };
  },
};

/** Returns true for the tasks that a server with OpenAI's interface can be asked to do. */
export function openAiCanDo(task: TaskId): boolean {
  return BUILDERS[task] !== undefined || task === "feature-extraction" || canInstruct(task);
}

/**
 * Runs a task at a server with OpenAI's interface; its address ends before `/chat/completions`.
 * @throws Fault by kind of failure.
 */
export async function openAiWire(call: CustomCall): Promise<TaskOutput> {
  const { job, endpoint, access, signal, watch } = call;
  const { url, model } = endpoint;
  const at = new URL(url).host;
  if (endpoint.task === "feature-extraction") {
    const { http, token: apiKey } = access;
    const server = new OpenAiServer({ baseUrl: url, apiKey, http, deadlineMs: DEADLINE_MS, tries: 1 });
    const { vectors, usage } = await server.embed(
      model,
      [String(job.args.text)],
      `run ${model} at ${at}`,
      signal,
    );
    watch?.used?.(usage === null ? {} : { inputTokens: usage });
    return readAnswer(vectors[0], call);
  }
  const build = BUILDERS[endpoint.task];
  if (!build) return chatAt({ url, model, at }, call);
  const { route, ...content } = await build(job.args, model);
  const request = jobRequest(call, at, { url: `${url}/${route}`, ...content });
  const body = await answerBody(await access.http.request(request));
  watch?.used?.(answerUsage(body));
  return readAnswer(body, call);
}
