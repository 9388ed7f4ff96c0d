import { readBody } from "./read-body.js";

/** The headers of an answer; `Headers` are such. Several of one name are joined by commas. */
export type AnswerHeaders = Pick<Headers, "get">;

/** An answer whose body was not read yet. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The address that answered; empty where the way it was sent does not tell. */
  readonly url: string;
  /** What of the body is not wanted can be given up; null where there is none. */
  readonly body: { cancel(): Promise<void> } | null;
  /**
   * Returns the decoded body; call it once.
   * @throws Fault RESPONSE_TOO_LARGE past `maxBytes`; what the connection failed by.
   */
  read(maxBytes: number, purpose: string): Promise<Uint8Array>;
}

/** Returns a response of `fetch` as an answer. */
export function answerOf(response: Response): Answer {
  const { status, headers, url, body } = response;
  return { status, headers, url, body, read: (maxBytes, purpose) => readBody(response, maxBytes, purpose) };
}
