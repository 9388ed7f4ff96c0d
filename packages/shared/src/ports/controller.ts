export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
  /** Pictures that go with the words, as `data:` addresses; only for a controller that sees. */
  readonly pictures?: readonly string[];
}

/** What is said, and what form the answer shall have. */
export interface ChatContent {
  readonly messages: readonly ChatMessage[];
  /** Asks for an answer of this JSON Schema where the server supports it; the answer must be checked all the same. */
  readonly schema?: {
    readonly name: string;
    readonly schema: Readonly<Record<string, unknown>>;
    /** False for a schema that strict structured output does not admit. Default true. */
    readonly strict?: boolean;
  };
}

export interface ChatRequest extends ChatContent {
  /**
   * Returns the same question in fewer words, longest first, for a model whose context cannot hold it: without history,
   * with fewer candidates, with shorter evidence; never without the request. Most questions are never asked so.
   */
  readonly shorter?: () => readonly ChatContent[];
  readonly maxTokens?: number;
  /** Called with each piece of the answer as it arrives; asks the server to stream. */
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
  /** Whether the model takes pictures. Absent: it does not, as far as is known. */
  readonly sees?: boolean;
  /**
   * Returns the model's answer.
   * @throws Fault CREDENTIALS_REJECTED, RATE_LIMITED, NETWORK, TIMEOUT; CONTROLLER_FAILED for an empty answer, a
   * refusal, an answer cut at the length limit, or a body that is no chat completion; INPUT_TOO_LARGE if even the
   * shortest form does not fit the model's context.
   */
  chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}
