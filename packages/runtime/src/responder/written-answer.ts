import { type Answer, type ChatRequest, type Controller, printable } from "@hugginggpt/shared";

export interface RespondDeps {
  /** Null: a template writes the answer. */
  readonly controller: Controller | null;
  /** Called with each piece of the controller's answer as it arrives. */
  readonly onText?: ((piece: string) => void) | undefined;
  readonly signal?: AbortSignal;
}

/** Returns the answer that a controller writes, as printable text. @throws as the controller does. */
export async function writtenAnswer(
  controller: Controller,
  request: ChatRequest,
  { onText, signal }: RespondDeps,
): Promise<Answer> {
  const printed = onText ? { onText: (piece: string) => onText(printable(piece)) } : {};
  const { text } = await controller.chat({ ...request, ...printed }, signal);
  return { text: printable(text), writer: "controller" };
}
