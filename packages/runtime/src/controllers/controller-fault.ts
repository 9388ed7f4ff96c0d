import { Fault, isFault, oneLine, redact } from "@hugginggpt/shared";
import { statusFault } from "@hugginggpt/shared/http";
import { APIConnectionTimeoutError, APIError } from "openai";

export interface ControllerOrigin {
  /** As `--controller` names it. */
  readonly name: string;
  readonly baseUrl: string;
  /** Never shown in an error. */
  readonly secrets: readonly string[];
}

/**
 * Returns the fault that an error of the openai client means: by status where the server refused, CONTROLLER_FAILED
 * for an error inside a stream or an answer that cannot be read, TIMEOUT past a deadline, NETWORK where no answer came.
 */
export function controllerFault(error: unknown, origin: ControllerOrigin): Fault {
  if (isFault(error)) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (isFault(cause)) return cause;
  if (error instanceof APIError && error.status !== undefined) return refusal(error, error.status, origin);
  if (isTimeout(error) || isTimeout(cause)) return timeout(error, origin);
  const said = oneLine(redact(innermost(error), origin.secrets), 240);
  if (error instanceof APIError && !cause) return inStream(said, error, origin);
  if (error instanceof SyntaxError) return inStream("an event that is no JSON", error, origin);
  return new Fault("NETWORK", `No answer from ${host(origin)} for ${origin.name} (${said})`, {
    cause: error,
    retryable: true,
    next: "Check the connection, the proxy settings (HTTPS_PROXY) and OPENAI_BASE_URL.",
  });
}

function refusal(error: APIError, status: number, origin: ControllerOrigin): Fault {
  const fault = statusFault({
    purpose: `ask ${origin.name}`,
    url: new URL(origin.baseUrl),
    status,
    headers: new Headers(),
    body: error.error === undefined ? error.message : JSON.stringify({ error: error.error }),
    secrets: origin.secrets,
    now: 0,
  });
  return fault.code === "NOT_FOUND"
    ? new Fault("NOT_FOUND", fault.message, {
        status,
        about: fault.about,
        next: "Check the model's name and OPENAI_BASE_URL.",
        cause: error,
      })
    : fault;
}

function inStream(said: string, error: Error, origin: ControllerOrigin): Fault {
  return new Fault("CONTROLLER_FAILED", `${origin.name} broke off with an error`, {
    wanted: "an answer",
    came: said,
    next: "Try again, or choose another model.",
    cause: error,
    retryable: true,
  });
}

function timeout(error: unknown, origin: ControllerOrigin): Fault {
  return new Fault("TIMEOUT", `${origin.name} at ${host(origin)} took too long`, {
    cause: error,
    retryable: true,
    next: "Try again, or choose a faster model.",
  });
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof APIConnectionTimeoutError || (error instanceof Error && error.name === "TimeoutError")
  );
}

function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermost(error.cause) : error.message || error.name;
}

function host(origin: ControllerOrigin): string {
  return new URL(origin.baseUrl).host;
}
