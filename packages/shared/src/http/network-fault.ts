import { isSaidIn } from "../errors/describe-error.js";
import { errorCode } from "../errors/error-code.js";
import { Fault, isFault } from "../errors/fault.js";

interface Unanswered {
  readonly purpose: string;
  readonly url: URL;
  /** The deadline in milliseconds, if it was over first. */
  readonly lateMs?: number | undefined;
}

const NAME_SIGNER =
  "Set NODE_EXTRA_CA_CERTS=/path/to/ca.pem to the certificate of its issuer (for a self-signed one, the certificate itself).";
const CHECK_DATES =
  "Its certificate is not valid today: renew it there, and check the clock of this machine.";
const PLAIN = "The server seems to speak plain http there: begin its address with http://.";

/** What to do about errors of TLS, by the codes of OpenSSL (`man verify`) and Node. Retrying does not help. */
const TLS_ADVICE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: NAME_SIGNER,
  SELF_SIGNED_CERT_IN_CHAIN: NAME_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT: NAME_SIGNER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NAME_SIGNER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NAME_SIGNER,
  CERT_HAS_EXPIRED: CHECK_DATES,
  CERT_NOT_YET_VALID: CHECK_DATES,
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another name: use the name that it is for.",
  ERR_SSL_WRONG_VERSION_NUMBER: PLAIN,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: PLAIN,
};

/**
 * Returns the fault for a request without a complete answer: the Fault inside the error if there is one (from a lookup
 * or a limit), TIMEOUT after the deadline, else NETWORK.
 */
export function networkFault(error: unknown, { purpose, url, lateMs }: Unanswered): Fault {
  const fault = faultIn(error);
  if (fault) return fault;
  if (lateMs !== undefined) {
    return new Fault("TIMEOUT", `Could not ${purpose}: ${url.host} took longer than ${lateMs / 1000} s`, {
      cause: error,
      retryable: true,
      next: "Try again later.",
    });
  }
  const reason = innermost(error);
  const advice = TLS_ADVICE[errorCode(reason)];
  return new Fault("NETWORK", `Could not ${purpose}: no answer from ${url.host} (${wordsOf(reason)})`, {
    cause: error,
    retryable: advice === undefined,
    next: advice ?? "Check the connection, the proxy settings (HTTPS_PROXY) and the address.",
  });
}

/** Undici puts the fault of a lookup inside its own error. */
function faultIn(error: unknown): Fault | null {
  if (isFault(error)) return error;
  return error instanceof Error && error.cause !== undefined ? faultIn(error.cause) : null;
}

/** If several addresses were tried, their errors come as one. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = errorCode(error);
  if (code !== "" && !isSaidIn(error.message, code))
    return `${code}${error.message ? `: ${error.message}` : ""}`;
  return error.message || error.name;
}
