/** A refusal of the server; `code` is OFFLINE if it could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly next: string | null;

  constructor(code: string, message: string, next: string | null) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

/** Returns the body of a successful response. @throws ApiError for any other. */
export function answered<T>({ ok, statusText }: Pick<Response, "ok" | "statusText">, body: unknown): T {
  if (ok) return body as T;
  const { error } = (body ?? {}) as { error?: { code: string; message: string; next: string | null } };
  throw new ApiError(error?.code ?? "INTERNAL", error?.message ?? statusText, error?.next ?? null);
}
