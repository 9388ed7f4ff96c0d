export { decodeJson, decodeText } from "./decode.js";
export { HttpClient, type HttpOptions, type HttpRequest, type HttpResponse } from "./http-client.js";
export { type LibraryFetchOptions, libraryFetch } from "./library-fetch.js";
export { parseRateLimit, RateGate, type RateLimit, retryAfterMs } from "./rate-limit.js";
export { readBody } from "./read-body.js";
export { type RetryPolicy, withRetry } from "./retry.js";
export type { Credential } from "./send.js";
export { isRetryable, statusFault } from "./status-fault.js";
