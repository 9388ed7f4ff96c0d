import type { Endpoint, Job, JobHandle, JobWatch, TaskId, TaskOutput } from "@hugginggpt/shared";
import { answerError } from "../answers/answer-error.js";
import { answerUsage } from "../answers/answer-usage.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { idPath, type ProviderAccess, providerRequest } from "../provider-access.js";
import { jobHandle } from "./queue-protocols.js";
import { thirdPartyRequest } from "./third-party-request.js";
import { waitForJob } from "./wait-for-job.js";

/**
 * Runs a task at a provider other than hf-inference, by the router: sends it, waits for the job where the provider
 * queues it, downloads what it made.
 * @throws Fault by kind of failure.
 */
export async function thirdPartyCall(
  job: Job,
  wire: TaskId,
  endpoint: Extract<Endpoint, { kind: "provider" }>,
  access: ProviderAccess,
  signal: AbortSignal,
  watch?: JobWatch,
): Promise<TaskOutput> {
  const { provider, providerId } = endpoint;
  idPath(providerId.split(":")[0] ?? providerId);
  const target = { provider, providerId, task: wire };
  const request = await thirdPartyRequest(target, job.args, access.router);
  const purpose = `run ${job.model} at ${provider}`;
  const response = await access.http.request(
    providerRequest(access, { purpose, method: "POST", ...request, signal }),
  );
  const body = await answerBody(response);
  const fault = answerError(body);
  if (fault) throw fault;
  const handle = jobHandle(provider, body, { url: request.url, root: `${access.router}/${provider}` });
  if (handle) {
    watch?.submitted(handle);
    return followJob(job, handle, endpoint, access, signal, watch);
  }
  watch?.used?.(answerUsage(body));
  return readAnswer(body, { task: job.task, args: job.args, access, signal });
}

/**
 * Waits for a job that a provider has taken and returns what it made.
 * @throws Fault as `waitForJob` does, and BAD_RESPONSE for a result that is not of the task's type.
 */
export async function followJob(
  job: Job,
  handle: JobHandle,
  { provider }: Extract<Endpoint, { kind: "provider" }>,
  access: ProviderAccess,
  signal: AbortSignal,
  watch?: JobWatch,
): Promise<TaskOutput> {
  const result = await waitForJob(handle, provider, access, signal, watch);
  watch?.used?.(answerUsage(result));
  return readAnswer(result, { task: job.task, args: job.args, access, signal });
}
