import { isMedia, type ResolvedArgs, type TaskId, type TaskOutput } from "@hugginggpt/shared";
import type { HttpRequest } from "@hugginggpt/shared/http";
import { OpenAiServer } from "@hugginggpt/shared/openai";
import { answerUsage } from "../answers/answer-usage.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { chatAt } from "../chat/chat-call.js";
import { canInstruct } from "../chat/task-instruction.js";
import { DEADLINE_MS, jobRequest } from "../provider-access.js";
import type { CustomCall } from "./custom-call.js";

type Sent = Pick<HttpRequest, "headers" | "body"> & { readonly route: string };
type Builder = (args: ResolvedArgs, model: string) => Sent | Promise<Sent>;

const json = (route: string, body: Readonly<Record<string, unknown>>): Sent => ({
  route,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Tasks with routes of their own; the others are put to the model in words. */
const BUILDERS: Readonly<Partial<Record<TaskId, Builder>>> = {
  "text-to-image": ({ text, width, height }, model) => {
    const size = width !== undefined && height !== undefined ? { size: `${width}x${height}` } : {};
    return json("images/generations", { model, prompt: text, n: 1, response_format: "b64_json", ...size });
  },
  "text-to-speech": ({ text, voice = "alloy" }, model) =>
    json("audio/speech", { model, input: text, voice, response_format: "wav" }),
  "automatic-speech-recognition": async ({ audio }, model) => {
    if (!isMedia(audio)) throw new TypeError("Internal error: a file argument was not resolved to a file");
    const form = new FormData();
    form.set("model", model);
    form.set("file", new Blob([new Uint8Array(audio.bytes)], { type: audio.mediaType }), audio.name);
    const encoded = new Response(form);
    return {
      route: "audio/transcriptions",
      headers: { "content-type": encoded.headers.get("content-type") ?? "multipart/form-data" },
      body: new Uint8Array(await encoded.arrayBuffer()),
    };
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
  const { route, ...sent } = await build(job.args, model);
  const body = await answerBody(
    await access.http.request(jobRequest(call, at, { url: `${url}/${route}`, ...sent })),
  );
  watch?.used?.(answerUsage(body));
  return readAnswer(body, call);
}
