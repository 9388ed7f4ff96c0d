import { Fault, type TaskOutput } from "@hugginggpt/shared";
import { answerUsage } from "../answer-usage.js";
import { hfPayload } from "../hf-payload.js";
import { callProvider } from "../provider-access.js";
import { answerBody, readAnswer } from "../read-answer.js";
import type { CustomCall } from "./custom-call.js";

/**
 * Runs a task at an address that speaks as hf-inference does: a dedicated Inference Endpoint, a text-generation-inference
 * server. The address is the model's own; only completions have a route under it.
 * @throws Fault by kind of failure.
 */
export async function hfWire({ job, endpoint, access, signal, watch }: CustomCall): Promise<TaskOutput> {
  const payload = hfPayload(endpoint.task, job.args, endpoint.model);
  if (!payload) throw new Fault("UNSUPPORTED", `${endpoint.model} cannot do ${endpoint.task}`);
  const isCompletion = "route" in payload && payload.route === "v1/completions";
  const sent =
    "raw" in payload
      ? { headers: { "content-type": payload.raw.mediaType }, body: payload.raw.bytes }
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(payload.json) };
  const response = await callProvider(access, {
    purpose: `run ${endpoint.model} at ${new URL(endpoint.url).host}`,
    method: "POST",
    url: isCompletion ? `${endpoint.url}/v1/completions` : endpoint.url,
    ...sent,
    signal,
  });
  const body = await answerBody(response);
  watch?.used?.(answerUsage(body, response.headers));
  return readAnswer(body, { task: job.task, args: job.args, access, signal });
}
