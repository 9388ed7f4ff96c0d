import {
  type Backend,
  type Controller,
  type Endpoint,
  Fault,
  type Job,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";
import { readWords } from "./read-words.js";
import { canInstruct, taskInstruction } from "./task-instruction.js";

/** Lets the language model itself do the text tasks that it can do. */
export class ControllerBackend implements Backend {
  readonly kind = "controller";
  readonly #controller: Controller;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /** Returns true for the tasks that the catalogue says a language model can do from text alone. */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    return endpoint.kind === "controller" && taskSpec(task).controllerCanDo && canInstruct(task);
  }

  /** @throws Fault UNSUPPORTED for another task; BAD_RESPONSE for an answer that is not of the task's type. */
  async run(job: Job, signal: AbortSignal): Promise<TaskOutput> {
    const instruction = taskInstruction(job.task, job.args);
    if (!instruction)
      throw new Fault("UNSUPPORTED", `A language model cannot do ${job.task} from text alone`);
    const { system, user, answer } = instruction;
    const messages = [
      { role: "system", content: system },
      { role: "user", content: user },
    ] as const;
    const reply = await this.#controller.chat({ messages }, signal);
    return readWords(job.task, answer, reply.text, job.args);
  }
}
