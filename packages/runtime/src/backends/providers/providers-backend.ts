import {
  type Backend,
  type Endpoint,
  Fault,
  type Job,
  type JobHandle,
  type JobWatch,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import { chatAt } from "../chat/chat-call.js";
import { canInstruct } from "../chat/task-instruction.js";
import { idPath, type ProviderAccess, servingFault } from "../provider-access.js";
import { hfInferenceCall } from "./hf-inference-call.js";
import { hfCanDo } from "./hf-payload.js";
import { wireTask } from "./task-compatibility.js";
import { followJob, thirdPartyCall } from "./third-party-call.js";
import { THIRD_PARTY_TASKS } from "./third-party-tasks.js";

/** Runs models at inference providers, by the Hugging Face router. */
export class ProvidersBackend implements Backend {
  readonly kind = "provider";
  readonly #access: ProviderAccess;

  constructor(access: ProviderAccess) {
    this.#access = access;
  }

  /** Returns true if the provider can do the task: by itself, by an equivalent task, or by chat. */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    if (endpoint.kind !== "provider") return false;
    if (endpoint.task === "conversational") return canInstruct(task);
    const wire = wireTask(task, endpoint.task);
    if (wire === null) return false;
    if (endpoint.provider === "hf-inference") return hfCanDo(wire);
    return THIRD_PARTY_TASKS[endpoint.provider]?.includes(wire) ?? false;
  }

  /** Returns `HF_TOKEN`: one token serves every provider behind the router; null if there is none. */
  credential(): string | null {
    return this.#access.token === null ? null : "HF_TOKEN";
  }

  /** @throws Fault as the port says; UNSUPPORTED for an endpoint or task that `supports` denies. */
  async run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    const endpoint = this.#supported(job);
    const { provider, providerId } = endpoint;
    const { router } = this.#access;
    const call = { job, access: this.#access, signal, watch };
    const wire = wireTask(job.task, endpoint.task);
    try {
      // The router takes the provider as a suffix of the model's id.
      if (wire === null)
        return await chatAt({ url: `${router}/v1`, model: `${job.model}:${provider}`, at: provider }, call);
      if (provider !== "hf-inference") return await thirdPartyCall(wire, endpoint, call);
      const url = `${router}/hf-inference/models/${idPath(providerId)}`;
      const place = { url, hasPipelines: true, model: providerId, at: provider, task: wire };
      return await hfInferenceCall(place, call);
    } catch (error) {
      throw servingFault(error);
    }
  }

  /** @throws Fault as the port says. */
  async awaitJob(job: Job, handle: JobHandle, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    return followJob(handle, this.#supported(job).provider, { job, access: this.#access, signal, watch });
  }

  #supported(job: Job): Extract<Endpoint, { kind: "provider" }> {
    const { endpoint } = job;
    if (endpoint.kind === "provider" && this.supports(job.task, endpoint)) return endpoint;
    throw new Fault("UNSUPPORTED", `${job.model} cannot do ${job.task} at ${endpoint.provider}`);
  }
}
