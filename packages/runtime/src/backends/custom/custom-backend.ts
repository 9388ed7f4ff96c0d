import {
  type Backend,
  type Clock,
  type CustomEndpoint,
  type CustomWire,
  type Endpoint,
  Fault,
  isFault,
  type Job,
  type JobWatch,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { servingFault } from "../provider-access.js";
import { hfInferenceCall } from "../providers/hf-inference-call.js";
import { hfCanDo } from "../providers/hf-payload.js";
import { wireTask } from "../providers/task-compatibility.js";
import type { CustomWireCall } from "./custom-call.js";
import { huggingGptCanDo, huggingGptWire } from "./hugginggpt-wire.js";
import { openAiCanDo, openAiWire } from "./openai-wire.js";

interface Wire {
  readonly canDo: (task: TaskId) => boolean;
  readonly call: CustomWireCall;
}

const hfWire: CustomWireCall = (call) => {
  const { url, model, task } = call.endpoint;
  return hfInferenceCall({ url, hasPipelines: false, model, at: new URL(url).host, task }, call);
};

const WIRES: Readonly<Record<CustomWire, Wire>> = {
  "hf-inference": { canDo: hfCanDo, call: hfWire },
  openai: { canDo: openAiCanDo, call: openAiWire },
  hugginggpt: { canDo: huggingGptCanDo, call: huggingGptWire },
};

export interface CustomOptions {
  readonly endpoints: readonly CustomEndpoint[];
  readonly http: HttpClient;
  readonly clock: Clock;
}

/** Runs models at addresses that the user configured, each with its own key and no other credential. */
export class CustomBackend implements Backend {
  readonly kind = "custom";
  readonly #options: CustomOptions;

  constructor(options: CustomOptions) {
    this.#options = options;
  }

  /** Returns true for a configured address at its own task, or at one that its model can do too. */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    return this.#configured(task, endpoint).length > 0;
  }

  /** Returns the name of the variable that holds the endpoint's key; null if it has none. */
  credential(endpoint: Endpoint): string | null {
    if (endpoint.kind !== "custom") return null;
    const known = this.#options.endpoints.find(
      ({ url, task }) => url === endpoint.url && task === endpoint.task,
    );
    return known?.key?.name ?? null;
  }

  /** @throws Fault as the port says; UNSUPPORTED for an endpoint or task that `supports` denies. */
  async run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    const at = this.#configured(job.task, job.endpoint);
    const endpoint = at.find(({ model }) => model === job.model) ?? at[0];
    if (!endpoint) throw new Fault("UNSUPPORTED", `${job.model} cannot do ${job.task} at this address`);
    const { http, clock } = this.#options;
    const { url, key, wire } = endpoint;
    const access = { http, clock, router: url, token: key?.value ?? null };
    try {
      return await WIRES[wire].call({ job, endpoint, access, signal, watch });
    } catch (error) {
      throw isFault(error, "CREDENTIALS_REJECTED")
        ? ownKeyRefused(error, key?.name ?? null)
        : servingFault(error);
    }
  }

  #configured(task: TaskId, endpoint: Endpoint): CustomEndpoint[] {
    if (endpoint.kind !== "custom" || wireTask(task, endpoint.task) === null) return [];
    return this.#options.endpoints.filter(
      (one) => one.url === endpoint.url && one.task === endpoint.task && WIRES[one.wire].canDo(one.task),
    );
  }
}

/** The advice names the endpoint's own key: no other one is sent to it. */
function ownKeyRefused({ code, message, status, cause }: Fault, name: string | null): Fault {
  const next = name
    ? `Check the key in ${name}.`
    : "Say with keyEnv in `endpoints` which variable holds its key.";
  return new Fault(code, message, { next, cause, ...(status === undefined ? {} : { status }) });
}
