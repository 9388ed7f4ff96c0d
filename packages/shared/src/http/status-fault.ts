import { Fault, type FaultCode, type FaultDetails, type RefusalTopic } from "../errors/fault.js";
import { secondsText } from "../media/seconds-text.js";
import { oneLine } from "../text/printable.js";
import { redact } from "../text/redact.js";
import { retryAfterMs } from "./rate-limit.js";
import { refusalTopics } from "./refusal-topics.js";
import { errorOfRefusal, type ServerError } from "./server-error.js";
import type { AnswerHeaders } from "./transport/transport.js";

interface Asked {
  readonly purpose: string;
  readonly url: URL;
  readonly secrets: readonly string[];
}

interface Refusal extends Asked {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The start of the body. */
  readonly body: string;
  readonly now: number;
}

/** Returns the fault for an HTTP refusal. The server's message is cleaned, cut and redacted. */
export function statusFault({ headers, body, now, status, ...asked }: Refusal): Fault {
  const error = errorOfRefusal(body);
  const message = headers.get("x-error-message") ?? error.message;
  const wait = retryAfterMs(headers, now);
  const isGated = headers.get("x-error-code") === "GatedRepo";
  return faultOf({ ...error, message, status }, asked, {
    ...(wait === null ? {} : { retryAfterMs: wait }),
    ...(isGated ? { code: "GATED" } : {}),
  });
}

/** Returns the fault for an error inside a successful response, by the status that it names. */
export function bodyFault(error: ServerError, asked: Asked): Fault {
  return faultOf(error, asked, {});
}

/** Returns true for the statuses that huggingface_hub retries too: 408 425 429 500 502 503 504. */
export function isRetryable(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status);
}

/** What to do about refusals whose status alone says what was wrong. */
const NEXT_STEPS: Readonly<Record<number, string>> = {
  413: "Send less: a smaller file, a shorter text or fewer inputs; or use another model or provider.",
  414: "Shorten the request, or use another model or provider.",
  415: "Save the file in another format (PNG, WAV, MP4 or text), or use another model or provider.",
};

function faultOf(
  { message, kind, status }: ServerError,
  { purpose, url, secrets }: Asked,
  { code: known, ...more }: FaultDetails & { readonly code?: FaultCode },
): Fault {
  const said = oneLine(redact(message, secrets), 240);
  const about = refusalTopics(`${said} ${kind}`);
  const code = known ?? codeOf(status, about);
  const came = status === null ? "says" : `answered ${status}`;
  return new Fault(code, `Could not ${purpose}: ${url.host} ${came}${said ? ` "${said}"` : ""}`, {
    wanted: purpose,
    status: status ?? undefined,
    retryable: code !== "CREDITS_EXHAUSTED" && isRetryable(status ?? 500),
    about,
    ...more,
    ...nextStep(code, status, more.retryAfterMs),
  });
}

function codeOf(status: number | null, about: readonly RefusalTopic[]): FaultCode {
  if (status === 402 || about.includes("credits")) return "CREDITS_EXHAUSTED";
  if (about.includes("moderation") && (status ?? 400) < 500) return "FILTERED";
  // Such a 403 is about one model, not about who asks.
  if (status === 403 && about.includes("access")) return "GATED";
  if (status === 401 || status === 403) return "CREDENTIALS_REJECTED";
  if (status === 400 && about.includes("credentials")) return "CREDENTIALS_REJECTED";
  if (status === 404 || status === 410) return "NOT_FOUND";
  if (status === 408) return "TIMEOUT";
  if (status === 429) return "RATE_LIMITED";
  if (status === null || status >= 500) return "SERVER_ERROR";
  return status >= 400 ? "BAD_REQUEST" : "BAD_RESPONSE";
}

function nextStep(code: FaultCode, status: number | null, waitMs?: number): { next?: string } {
  const wait = waitMs === undefined ? null : waitText(waitMs);
  const ofStatus = NEXT_STEPS[status ?? 0];
  if (ofStatus) return { next: ofStatus };
  switch (code) {
    case "CREDENTIALS_REJECTED":
      return { next: "Check the token or key for this server (HF_TOKEN, OPENAI_API_KEY)." };
    case "CREDITS_EXHAUSTED":
      return { next: "Buy credits, or use another provider." };
    case "FILTERED":
      return { next: "Rephrase the request, or use another model." };
    case "GATED":
      return { next: "Ask for access on the model's page and set HF_TOKEN." };
    case "RATE_LIMITED":
      return {
        next: wait
          ? `Try again in ${wait}, or set a token with a higher limit.`
          : "Try again later, or set a token with a higher limit.",
      };
    case "SERVER_ERROR":
    case "TIMEOUT":
      return { next: wait ? `Try again in ${wait}.` : "Try again later." };
    default:
      return {};
  }
}

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : secondsText(seconds);
}
