import {
  type Endpoint,
  Fault,
  type Job,
  type JobWatch,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import { answerUsage } from "./answer-usage.js";
import { hfPayload } from "./hf-payload.js";
import { callProvider, idPath, type ProviderAccess } from "./provider-access.js";
import { answerBody, readAnswer } from "./read-answer.js";

/**
 * Runs a task at hf-inference by our own call: the official client refuses several shapes that this server answers
 * with (hub-facts 2.3).
 * @throws Fault by kind of failure.
 */
export async function hfInferenceCall(
  job: Job,
  wire: TaskId,
  endpoint: Extract<Endpoint, { kind: "provider" }>,
  access: ProviderAccess,
  signal: AbortSignal,
  watch?: JobWatch,
): Promise<TaskOutput> {
  const payload = hfPayload(wire, job.args, endpoint.providerId);
  if (!payload) throw new Fault("UNSUPPORTED", `hf-inference cannot do ${wire}`);
  const route = "route" in payload && payload.route ? `/${payload.route}` : "";
  const sent =
    "raw" in payload
      ? { headers: { "content-type": payload.raw.mediaType }, body: payload.raw.bytes }
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(payload.json) };
  const response = await callProvider(access, {
    purpose: `run ${job.model} at hf-inference`,
    method: "POST",
    url: `${access.router}/hf-inference/models/${idPath(endpoint.providerId)}${route}`,
    ...sent,
    signal,
  });
  const body = await answerBody(response);
  watch?.used?.(answerUsage(body, response.headers));
  return readAnswer(body, { task: job.task, args: job.args, access, signal });
}
