import type { Endpoint, JobHandle, TaskId, TaskOutput } from "@hugginggpt/shared";
import { answerError } from "../answers/answer-error.js";
import { answerUsage } from "../answers/answer-usage.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { idPath, jobRequest, type ModelCall } from "../provider-access.js";
import { jobHandle } from "./queue-protocols.js";
import { thirdPartyRequest } from "./third-party-request.js";
import { waitForJob } from "./wait-for-job.js";

/**
 * Runs a task at a provider other than hf-inference, by the router: sends it, waits for the job if the provider queues
 * it, and downloads the result.
 * @throws Fault by kind of failure.
 */
export async function thirdPartyCall(
  wire: TaskId,
  { provider, providerId }: Extract<Endpoint, { kind: "provider" }>,
  call: ModelCall,
): Promise<TaskOutput> {
  const { job, access, watch } = call;
  idPath(providerId.split(":")[0] ?? providerId);
  const target = { provider, providerId, task: wire };
  const request = await thirdPartyRequest(target, job.args, access.router);
  const body = await answerBody(await access.http.request(jobRequest(call, provider, request)));
  const fault = answerError(body);
  if (fault) throw fault;
  const handle = jobHandle(provider, body, { url: request.url, root: `${access.router}/${provider}` });
  if (handle) {
    watch?.submitted(handle);
    return followJob(handle, provider, call);
  }
  watch?.used?.(answerUsage(body));
  return readAnswer(body, call);
}

/**
 * Waits for a job that a provider has accepted, and returns its output.
 * @throws Fault as `waitForJob` does, and BAD_RESPONSE for a result that is not of the task's type.
 */
export async function followJob(handle: JobHandle, provider: string, call: ModelCall): Promise<TaskOutput> {
  const result = await waitForJob(handle, provider, call);
  call.watch?.used?.(answerUsage(result));
  return readAnswer(result, call);
}
