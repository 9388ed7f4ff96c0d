const TOKEN_SHAPES = [
  /\bhf_[A-Za-z0-9]{8,}/g,
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
];
const URL_USERINFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi;
const SIGNED_QUERY = /([?&](?:X-Amz-[A-Za-z-]+|Signature|sig|token|access_token|key|api_key)=)[^&\s"']+/gi;

/** Returns text in which every given secret, token-shaped string, URL user info and signed query is "[redacted]". */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, "[redacted]");
  for (const shape of TOKEN_SHAPES) clean = clean.replace(shape, "[redacted]");
  return clean.replace(URL_USERINFO, "$1[redacted]@").replace(SIGNED_QUERY, "$1[redacted]");
}
