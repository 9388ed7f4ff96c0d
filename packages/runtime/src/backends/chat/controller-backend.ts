import {
  type Backend,
  type Controller,
  type Endpoint,
  Fault,
  type Job,
  type JobWatch,
  type Media,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";
import { dataAddress } from "../data-address.js";
import { readWords } from "./read-words.js";
import { canInstruct, chatRequest, taskInstruction } from "./task-instruction.js";

/** A picture in a message at most, in bytes: what OpenAI takes, less than others do. */
const MAX_PICTURE = 15 * 1024 * 1024;

/** Lets the language model itself do the text tasks that it can do, and tasks on a picture where it sees. */
export class ControllerBackend implements Backend {
  readonly kind = "controller";
  readonly #controller: Controller;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /**
   * Returns true for the tasks that the catalogue says a language model can do from text alone, and for some on a
   * picture where the model takes pictures.
   */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    if (endpoint.kind !== "controller" || !canInstruct(task)) return false;
    const { controllerCanDo, controllerCanSee } = taskSpec(task);
    return controllerCanDo || (controllerCanSee && this.#controller.sees === true);
  }

  /**
   * @throws Fault UNSUPPORTED for another task, INPUT_TOO_LARGE for a picture of more than 15 MiB, BAD_RESPONSE for an
   * answer that is not of the task's type.
   */
  async run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    const instruction = this.supports(job.task, job.endpoint) ? taskInstruction(job.task, job.args) : null;
    if (!instruction) throw new Fault("UNSUPPORTED", `${this.#controller.name} cannot do ${job.task}`);
    const reply = await this.#controller.chat(chatRequest(job, instruction, smallPicture), signal);
    const { promptTokens: inputTokens, completionTokens: outputTokens } = reply;
    // A server that does not count its tokens says 0.
    if (inputTokens + outputTokens > 0) watch?.used?.({ inputTokens, outputTokens });
    return readWords(job.task, instruction.answer, reply.text, job.args);
  }
}

function smallPicture(picture: Media): string {
  if (picture.bytes.byteLength > MAX_PICTURE)
    throw new Fault("INPUT_TOO_LARGE", `${picture.name} is larger than ${MAX_PICTURE / 2 ** 20} MiB`);
  return dataAddress(picture);
}
