import {
  type ChatContent,
  type ChatReply,
  type ChatRequest,
  type Controller,
  Fault,
  isFault,
} from "@hugginggpt/shared";
import { type ChatAnswer, OpenAiServer, type OpenAiServerOptions } from "@hugginggpt/shared/openai";
import { ContextFit } from "./context-fit.js";
import { judgeAnswer } from "./judge-answer.js";
import { seesPictures } from "./sees-pictures.js";

export interface OpenAiControllerOptions extends OpenAiServerOptions {
  /** As `--controller` names it: `openai`. */
  readonly kind: string;
  /** A deployment's name on Azure. */
  readonly model: string;
  /** Other models that the server lists, used in turn if it says that one cannot chat; only for an unnamed model. */
  readonly others?: readonly string[];
  /** Size of the model's context; null: whatever the server takes. */
  readonly contextTokens?: number | null;
}

/** A language model behind an OpenAI-compatible chat-completions server. */
export class OpenAiController implements Controller {
  readonly #kind: string;
  readonly #server: OpenAiServer;
  readonly #fit: ContextFit;
  #model: string;
  #others: readonly string[];

  constructor(options: OpenAiControllerOptions) {
    this.#kind = options.kind;
    this.#model = options.model;
    this.#others = options.others ?? [];
    this.#server = new OpenAiServer(options);
    this.#fit = new ContextFit(options.contextTokens ?? null);
  }

  get name(): string {
    return `${this.#kind}:${this.#model}`;
  }

  get sees(): boolean {
    return seesPictures(this.#model);
  }

  /**
   * Returns the model's answer. If a server refuses an optional part of the request, it is sent again without it (see
   * `OpenAiServer.chat`); if its context is too small, in a shorter form if there is one (see `ChatRequest.shorter`).
   * @throws Fault as the port says, and by status for other refusals; the signal's reason when aborted.
   */
  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    for (;;) {
      const form = this.#fit.longestFitting(request);
      try {
        return judgeAnswer(this.name, await this.#ask(request, form, signal));
      } catch (error) {
        signal?.throwIfAborted();
        const [next, ...others] = this.#others;
        if (next !== undefined && isFault(error) && error.about.includes("not-chat")) {
          this.#model = next;
          this.#others = others;
        } else if (!isFault(error) || !this.#fit.noteRefusal(error, form, request, this.name)) throw error;
      }
    }
  }

  async #ask(
    { maxTokens, onText }: ChatRequest,
    form: ChatContent,
    signal?: AbortSignal,
  ): Promise<ChatAnswer> {
    const { messages, schema } = form;
    const question = {
      messages,
      onText,
      ...(schema ? { schema } : {}),
      ...(maxTokens === undefined ? {} : { maxTokens }),
    };
    try {
      return await this.#server.chat(this.#model, question, `ask ${this.name}`, signal);
    } catch (error) {
      if (!isFault(error, "BAD_RESPONSE") && !isFault(error, "RESPONSE_TOO_LARGE")) throw error;
      const { message, wanted = "an answer", came = "", next = "Choose another model.", retryable } = error;
      throw new Fault("CONTROLLER_FAILED", message, { wanted, came, next, retryable, cause: error });
    }
  }
}
