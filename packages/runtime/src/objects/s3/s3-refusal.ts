import { Fault, type FaultCode, oneLine, redact } from "@hugginggpt/shared";
import { type HttpResponse, isRetryable, retryAfterMs } from "@hugginggpt/shared/http";
import { elementText } from "./list-page.js";

interface Refusal {
  readonly code: FaultCode;
  readonly next: string;
  readonly isRetryable?: boolean;
}

const KEYS: Refusal = {
  code: "CREDENTIALS_REJECTED",
  next: "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.",
};
const REGION: Refusal = {
  code: "CONFIG_INVALID",
  next: "Set AWS_REGION to the region of the bucket, and AWS_ENDPOINT_URL_S3 to the address of its store.",
};
const FULL: Refusal = {
  code: "DISK",
  next: "Free some space in the bucket, or raise its quota; `hugginggpt runs prune` takes away what no run needs.",
};
const BUSY: Refusal = {
  code: "RATE_LIMITED",
  next: "Try again later, or use fewer workers: the store takes no more requests now.",
  isRetryable: true,
};

/** Refusals by the answer's `Code`: Amazon's (S3 API reference, "Error responses"), MinIO's and Ceph's. */
const BY_CODE: Readonly<Record<string, Refusal>> = {
  InvalidAccessKeyId: KEYS,
  SignatureDoesNotMatch: KEYS,
  InvalidToken: KEYS,
  ExpiredToken: { ...KEYS, next: "The keys have expired: get new ones, and set AWS_SESSION_TOKEN, too." },
  AccessDenied: {
    code: "CREDENTIALS_REJECTED",
    next: "Allow these keys to list, get, put and delete objects of the bucket.",
  },
  RequestTimeTooSkewed: {
    code: "CREDENTIALS_REJECTED",
    next: "The clock of this machine is wrong by more than 15 minutes: set it (timedatectl set-ntp true).",
  },
  NoSuchBucket: {
    code: "CONFIG_INVALID",
    next: "Make the bucket, or correct HUGGINGGPT_ARTIFACTS and AWS_ENDPOINT_URL_S3.",
  },
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
  IllegalLocationConstraintException: REGION,
  QuotaExceeded: FULL,
  XMinioStorageFull: FULL,
  XMinioAdminBucketQuotaExceeded: FULL,
  SlowDown: BUSY,
  SlowDownWrite: BUSY,
  SlowDownRead: BUSY,
  RequestLimitExceeded: BUSY,
  ConditionalRequestConflict: { ...BUSY, next: "Two machines put the same object at once: try again." },
  OperationAborted: { ...BUSY, next: "Two machines put the same object at once: try again." },
  NotImplemented: {
    code: "UNSUPPORTED",
    next: "Take a newer version of the store, or another one: this one cannot refuse to replace an object.",
  },
};

/** Returns the `Code` of a refusal's XML; empty if it has none. */
export function refusalCode({ bytes }: Pick<HttpResponse, "bytes">): string {
  return elementText(new TextDecoder().decode(bytes.subarray(0, 4096)), "Code");
}

/** Returns the fault that a refusal means. `now`: milliseconds. */
export function s3Fault(
  purpose: string,
  answer: HttpResponse,
  secrets: readonly string[],
  now: number,
): Fault {
  const { status, headers, url, bytes } = answer;
  const code = refusalCode(answer);
  const text = elementText(new TextDecoder().decode(bytes.subarray(0, 4096)), "Message");
  const said = oneLine(redact([code, text].filter((part) => part !== "").join(": "), secrets), 240);
  const refusal = BY_CODE[code] ?? byStatus(status);
  const wait = retryAfterMs(headers, now);
  return new Fault(
    refusal.code,
    `Could not ${purpose}: ${new URL(url).host} answered ${status}${said ? ` "${said}"` : ""}`,
    {
      wanted: purpose,
      status,
      next: refusal.next,
      retryable: refusal.isRetryable ?? false,
      ...(wait === null ? {} : { retryAfterMs: wait }),
    },
  );
}

function byStatus(status: number): Refusal {
  if (status === 507) return FULL;
  if (status === 429 || status === 503) return BUSY;
  if (status === 401 || status === 403) return KEYS;
  if (status >= 300 && status <= 399) return REGION;
  // A copy can fail after its answer has begun with 200.
  if (status >= 500 || status < 300)
    return {
      code: "SERVER_ERROR",
      next: "Try again later.",
      isRetryable: isRetryable(status) || status < 300,
    };
  return { code: "BAD_REQUEST", next: "Look into the store's own log.", isRetryable: isRetryable(status) };
}
