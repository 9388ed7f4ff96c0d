import { Fault, type FaultCode, type RefusalTopic } from "../errors/fault.js";
import { oneLine } from "../text/printable.js";
import { redact } from "../text/redact.js";
import { retryAfterMs } from "./rate-limit.js";
import { refusalTopics } from "./refusal-topics.js";
import type { AnswerHeaders } from "./transport/transport.js";

interface Refusal {
  readonly purpose: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The start of the body. */
  readonly body: string;
  readonly secrets: readonly string[];
  readonly now: number;
}

/** Returns the fault that an HTTP refusal means; message and body are cleaned, cut and redacted. */
export function statusFault(refusal: Refusal): Fault {
  const { status, headers, url } = refusal;
  const said = oneLine(redact(errorText(headers, refusal.body), refusal.secrets), 240);
  const about = refusalTopics(said);
  const code = codeOf(status, headers, about);
  const wait = retryAfterMs(headers, refusal.now);
  return new Fault(
    code,
    `Could not ${refusal.purpose}: ${url.host} answered ${status}${said ? ` "${said}"` : ""}`,
    {
      wanted: refusal.purpose,
      status,
      retryable: isRetryable(status),
      about,
      ...(wait === null ? {} : { retryAfterMs: wait }),
      ...nextStep(code),
    },
  );
}

/** Returns true for the statuses that huggingface_hub retries too: 408 425 429 500 502 503 504. */
export function isRetryable(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status);
}

function codeOf(status: number, headers: AnswerHeaders, about: readonly RefusalTopic[]): FaultCode {
  const hub = headers.get("x-error-code");
  // Such a 403 is about one model, not about who asks.
  if (hub === "GatedRepo" || (status === 403 && about.includes("access"))) return "GATED";
  if (status === 401 || status === 403) return "CREDENTIALS_REJECTED";
  if (status === 402) return "CREDITS_EXHAUSTED";
  if (status === 404 || status === 410) return "NOT_FOUND";
  if (status === 408) return "TIMEOUT";
  if (status === 429) return "RATE_LIMITED";
  if (status >= 500) return "SERVER_ERROR";
  if (status >= 400) return "BAD_REQUEST";
  return "BAD_RESPONSE";
}

function nextStep(code: FaultCode): { next?: string } {
  switch (code) {
    case "CREDENTIALS_REJECTED":
      return { next: "Check the token or key for this server (HF_TOKEN, OPENAI_API_KEY)." };
    case "CREDITS_EXHAUSTED":
      return { next: "Buy credits, or use another provider." };
    case "GATED":
      return { next: "Ask for access on the model's page and set HF_TOKEN." };
    case "RATE_LIMITED":
      return { next: "Wait, or set a token with a higher limit." };
    case "SERVER_ERROR":
    case "TIMEOUT":
      return { next: "Try again later." };
    default:
      return {};
  }
}

/** What the server said is wrong: `{"error": "..."}`, `{"error": {"message": "..."}}`, a header, or the body's start. */
function errorText(headers: AnswerHeaders, body: string): string {
  const header = headers.get("x-error-message");
  if (header) return header;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null) {
      const error = "error" in parsed ? parsed.error : "message" in parsed ? parsed.message : undefined;
      if (typeof error === "string") return error;
      if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
      if (error !== undefined) return JSON.stringify(error);
    }
  } catch {
    if (/^\s*</.test(body)) return "";
  }
  return body;
}
