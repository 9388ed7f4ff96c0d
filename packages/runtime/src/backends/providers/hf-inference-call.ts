import { Fault, type TaskId, type TaskOutput } from "@hugginggpt/shared";
import { answerUsage } from "../answers/answer-usage.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { jobRequest, type ModelCall } from "../provider-access.js";
import { hfPayload } from "./hf-payload.js";

/** A model at a server that speaks as hf-inference does. */
export interface HfPlace {
  /** The model's own address. */
  readonly url: string;
  /** Whether pipelines have routes below that address. Completions always have one. */
  readonly hasPipelines: boolean;
  /** The model's name there. */
  readonly model: string;
  /** The server's name, for messages. */
  readonly at: string;
  /** What is asked for there. */
  readonly task: TaskId;
}

/**
 * Runs a task at hf-inference, a dedicated Inference Endpoint or a text-generation-inference server, by our own call:
 * the official client refuses several shapes that these servers answer with.
 * @throws Fault by kind of failure.
 */
export async function hfInferenceCall(
  { url, hasPipelines, model, at, task }: HfPlace,
  call: ModelCall,
): Promise<TaskOutput> {
  const { job, access, watch } = call;
  const payload = hfPayload(task, job.args, model);
  if (!payload) throw new Fault("UNSUPPORTED", `${job.model} cannot do ${task} at ${at}`);
  const { route, ...content } = payload;
  const isRouted = route !== undefined && (hasPipelines || route === "v1/completions");
  const request = jobRequest(call, at, { url: isRouted ? `${url}/${route}` : url, ...content });
  const response = await access.http.request(request);
  const body = await answerBody(response);
  watch?.used?.(answerUsage(body, response.headers));
  return readAnswer(body, call);
}
