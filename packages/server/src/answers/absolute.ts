/**
 * Returns what makes a path an address that a reader's browser reaches: below the configured address, else below the one
 * at which the request came.
 */
export function absoluteOf(publicUrl: string | null, requestUrl: string): (path: string) => string {
  const base = (publicUrl ?? new URL(requestUrl).origin).replace(/\/+$/, "");
  return (path) => `${base}${path}`;
}
