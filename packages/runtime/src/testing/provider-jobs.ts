import { isFault, type Job, type ResolvedArgs, type TaskId, type TaskOutput } from "@hugginggpt/shared";
import { ProvidersBackend } from "../backends/providers/providers-backend.js";
import { providerEndpoint } from "./execution-bench.js";
import { scriptedAccess } from "./scripted-http.js";

/** Returns a job at a provider; the endpoint's task is the job's own unless given. */
export function providerJob(
  task: TaskId,
  args: ResolvedArgs,
  provider = "hf-inference",
  endpointTask: string = task,
  providerId = "own/er",
): Job {
  return { task, model: "org/model", endpoint: providerEndpoint(endpointTask, provider, providerId), args };
}

/** Runs a job against scripted answers; returns its output and what was sent. */
export async function runAgainst(
  job: Job,
  ...replies: Parameters<typeof scriptedAccess>
): Promise<ReturnType<typeof scriptedAccess> & { readonly output: TaskOutput }> {
  const access = scriptedAccess(...replies);
  const output = await new ProvidersBackend(access).run(job, new AbortController().signal);
  return { output, ...access };
}

/** Runs a job against scripted answers and returns how it fails: `CODE: message`, or that it does not. */
export async function failureAgainst(
  job: Job,
  ...replies: Parameters<typeof scriptedAccess>
): Promise<string> {
  try {
    return `no failure: ${Object.keys((await runAgainst(job, ...replies)).output)}`;
  } catch (error) {
    return isFault(error) ? `${error.code}: ${error.message}` : `no fault: ${error}`;
  }
}
