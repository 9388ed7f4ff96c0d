export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
  /** Pictures for the message, as data: URLs; only for a controller that takes pictures. */
  readonly pictures?: readonly string[];
}

/** A question: messages, and the form of the answer. */
export interface ChatContent {
  readonly messages: readonly ChatMessage[];
  /** A JSON Schema for the answer, if the server supports it. The answer must be checked anyway. */
  readonly schema?: {
    readonly name: string;
    readonly schema: Readonly<Record<string, unknown>>;
    /** False for a schema that strict structured output does not allow. Default true. */
    readonly strict?: boolean;
  };
}

export interface ChatRequest extends ChatContent {
  /**
   * Returns shorter forms of the question, longest first, for a model with a small context: without history, with fewer
   * candidates, with shorter evidence, but never without the request. They are rarely needed.
   */
  readonly shorter?: () => readonly ChatContent[];
  readonly maxTokens?: number;
  /** Called with each piece of the answer as it arrives. If set, the server is asked to stream. */
  readonly onText?: (piece: string) => void;
}

export interface ChatReply {
  /** Never empty. */
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** The language model that plans, chooses and answers. */
export interface Controller {
  /** `openai:<model>`, `hf:<model>`, `azure:<deployment>` or `ollama:<model>`. */
  readonly name: string;
  /** Whether the model takes pictures. Absent if unknown, which counts as no. */
  readonly sees?: boolean;
  /**
   * Returns the model's answer.
   * @throws Fault CREDENTIALS_REJECTED, RATE_LIMITED, NETWORK, TIMEOUT; CONTROLLER_FAILED for an empty answer, a
   * refusal, an answer cut at the length limit, or a body that is not a chat completion; INPUT_TOO_LARGE if even the
   * shortest form does not fit the model's context.
   */
  chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}
