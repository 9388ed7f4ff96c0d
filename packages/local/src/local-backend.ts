import {
  type Backend,
  type Endpoint,
  Fault,
  isTaskId,
  type Job,
  type JobWatch,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import type { LocalMachine } from "./local-machine.js";
import { modelRef } from "./models/model-ref.js";
import { canDo } from "./tasks/local-tasks.js";
import { localTool } from "./tools/local-tools.js";

/** Runs models on this machine: those that are here and, if allowed, those that can be downloaded. */
export class LocalBackend implements Backend {
  readonly kind = "local";
  readonly #machine: LocalMachine;

  constructor(machine: LocalMachine) {
    this.#machine = machine;
  }

  /** Returns true if a model of the endpoint's task can do this task here. */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    return endpoint.kind === "local" && canDo(task, endpoint.task);
  }

  /** Downloads a missing model. Does nothing if `run` will refuse the job. @throws Fault as `pullModel` does. */
  async prepare(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<void> {
    const { shelf, options, isInstalled } = this.#machine;
    const { model: id, revision = null, task } = job;
    if (localTool(id)) return;
    if (!this.supports(task, job.endpoint) || !isInstalled || options.offline) return;
    if (options.maxDownload === 0 || modelRef(id).kind === "folder" || (await shelf.find(id, revision)))
      return;
    // A guide is made by a model of another task, and the model is recorded under its own task.
    const own = isTaskId(job.endpoint.task) ? job.endpoint.task : task;
    await this.#machine.pull({
      ...{ id, revision, task: own, maxDownload: options.maxDownload, signal },
      onProgress: ({ bytes, total }) => {
        const percent = total > 0 ? (100 * bytes) / total : null;
        watch?.progress({ state: "downloading", position: null, percent });
      },
    });
  }

  /**
   * @throws Fault NOT_INSTALLED, MODEL_NOT_FOUND if the model is not here, UNSUPPORTED for one that cannot be loaded,
   * OUT_OF_MEMORY, SERVER_ERROR if its process ended, BAD_REQUEST for arguments that it cannot use.
   */
  async run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    if (!this.supports(job.task, job.endpoint))
      throw new Fault("UNSUPPORTED", `Models of ${job.task} cannot be loaded on this machine`);
    signal.throwIfAborted();
    const machine = this.#machine;
    const { host } = machine;
    const { task, args } = job;
    const options = { signal, warn: (message: string): void => watch?.warn?.(message) };
    const tool = localTool(job.model);
    if (tool) return machine.runTool(tool, args, options);
    const found = await machine.shelf.find(job.model, job.revision ?? null);
    if (!found) throw notHere(job.model, machine.options.offline);
    const model = await machine.ready(found, signal);
    return host.ask("run", { model, task, args }, options);
  }
}

function notHere(id: string, offline: boolean): Fault {
  return new Fault("MODEL_NOT_FOUND", `${id} is not on this machine`, {
    came: offline
      ? "nothing may come from the network (--offline)"
      : "nothing may be downloaded (--max-download)",
    next: `Fetch it with \`hugginggpt local pull ${id}\`.`,
  });
}
