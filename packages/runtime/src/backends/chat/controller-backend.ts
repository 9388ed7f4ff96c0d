import {
  type Backend,
  type Controller,
  type Endpoint,
  Fault,
  isMedia,
  type Job,
  type JobWatch,
  type Media,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";
import { readWords } from "./read-words.js";
import { canInstruct, taskInstruction } from "./task-instruction.js";

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
    const { system, user, answer } = instruction;
    const pictures = picturesOf(job.args);
    const messages = [
      { role: "system", content: system },
      { role: "user", content: user, ...(pictures.length > 0 ? { pictures } : {}) },
    ] as const;
    const { maxOutputTokens: maxTokens } = job;
    const asked = { messages, ...(maxTokens === undefined ? {} : { maxTokens }) };
    const reply = await this.#controller.chat(asked, signal);
    const { promptTokens: inputTokens, completionTokens: outputTokens } = reply;
    // A server that does not count its tokens says 0.
    if (inputTokens + outputTokens > 0) watch?.used?.({ inputTokens, outputTokens });
    return readWords(job.task, answer, reply.text, job.args);
  }
}

function picturesOf({ image, table }: ResolvedArgs): string[] {
  return [image, table].flatMap((one) => (isMedia(one) && one.kind === "image" ? [dataAddress(one)] : []));
}

function dataAddress({ bytes, mediaType, name }: Media): string {
  if (bytes.byteLength > MAX_PICTURE)
    throw new Fault("INPUT_TOO_LARGE", `${name} is larger than ${MAX_PICTURE / 2 ** 20} MiB`);
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}
