import { asObject, bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";

/** A chat completion as a script sees it. */
export interface ChatCall {
  readonly model: string;
  readonly messages: readonly ChatTurn[];
  /** Everything of `system` messages, joined by blank lines. */
  readonly system: string;
  /** The last `user` message. */
  readonly user: string;
  /** What `response_format` asked for: the schema and its name, or null. */
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
  readonly stream: boolean;
  /** Whether a stream shall end with the token counts. */
  readonly includeUsage: boolean;
  /** The body as it came. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ChatTurn {
  readonly role: string;
  /** Text parts joined; pictures are left out. */
  readonly text: string;
  /** How many parts are no text. */
  readonly attachments: number;
}

/** Returns the call that a request makes; null where the body has no `model` or no `messages`. */
export function parseChatCall(request: LoopbackRequest): ChatCall | null {
  const body = bodyObject(request);
  if (typeof body.model !== "string" || !Array.isArray(body.messages) || body.messages.length === 0)
    return null;
  const messages = body.messages.map(asTurn);
  const format = asObject(asObject(body.response_format).json_schema);
  const of = (role: string): string[] =>
    messages.filter((turn) => turn.role === role).map(({ text }) => text);
  return {
    model: body.model,
    messages,
    system: [...of("system"), ...of("developer")].join("\n\n"),
    user: of("user").at(-1) ?? "",
    schema: typeof format.name === "string" ? { name: format.name, schema: asObject(format.schema) } : null,
    stream: body.stream === true,
    includeUsage: asObject(body.stream_options).include_usage === true,
    body,
  };
}

function asTurn(message: unknown): ChatTurn {
  const { role, content } = asObject(message);
  const parts = Array.isArray(content) ? content.map(asObject) : [{ type: "text", text: content }];
  const texts = parts
    .filter(({ type }) => type === "text")
    .map(({ text }) => (typeof text === "string" ? text : ""));
  return {
    role: typeof role === "string" ? role : "",
    text: texts.join("\n"),
    attachments: parts.length - texts.length,
  };
}
