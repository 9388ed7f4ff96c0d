/**
 * Returns a function that turns a path into a URL for the reader's browser: below the configured public URL, or else
 * below the one that the request used.
 */
export function absoluteOf(publicUrl: string | null, requestUrl: string): (path: string) => string {
  const base = (publicUrl ?? new URL(requestUrl).origin).replace(/\/+$/, "");
  return (path) => `${base}${path}`;
}
