/** Prefixes of services' keys, from their documentation; secret scanners use the same. */
const PREFIXES = [
  "hf_|api_org_", // Hugging Face
  "sk-|gsk_|csk-|xai-|pplx-|nvapi-|r8_|tgp_v1_|jina_", // servers of models
  "gh[opsur]_|github_pat_|glpat-|gldt-|glrt-|pypi-|dckr_pat_|rubygems_", // forges and package registries
  "xox[abeoprs]-|xapp-|ya29\\.|GOCSPX-|dop_v1_|lin_api_|SG\\.|hvs\\.|sntrys_|figd_|shpat_|whsec_|[rs]k_(?:live|test)_",
];
const TOKEN_SHAPES = [
  new RegExp(`(?<![A-Za-z0-9])(?:${PREFIXES.join("|")})[A-Za-z0-9._-]{8,}`, "g"),
  /\bnpm_[A-Za-z0-9]{8,}(?![A-Za-z0-9_])/g,
  /\bA(?:KIA|SIA|ROA|IDA)[A-Z0-9]{12,}/g, // AWS
  /\bAIza[A-Za-z0-9_-]{20,}/g, // Google
  /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,3}/g, // JWT: base64url of `{"`
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];
const URL_USERINFO = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^/\s@]+@/gi;
/** URL parameters that grant access, including those of signed URLs. */
const QUERY =
  /([?&;](?:X-(?:Amz|Goog)-[\w-]+|[\w.-]{0,64}(?:token(?!s)|secret|passw|api[-_.]?key|auth|signature|credential|session|jwt)[\w.-]{0,64}|key|sig|sign|pass|pwd|policy|Key-Pair-Id)=)[^&\s"'\\]+/gi;
/**
 * `"password": "..."`, `X-Api-Key: ...`, `apikey=...`: secrets by name, in JSON, a header or a setting.
 */
const NAMED =
  /((?:passw(?:or)?d|passwd|pwd|api[-_]?key|(?:access|auth|refresh|session|id)[-_]?token|client[-_]?secret|secret[-_]?(?:access[-_]?)?key|private[-_]?key|authorization|set-cookie|cookie)\\?["']?\s*[:=]\s*\\?["']?|\bauth=|\bsecret=)(?:(?:Bearer|Basic|Key|Token|Digest) +)?[^\s"'\\,;&<>{}]+/gi;

/**
 * Returns text with "[redacted]" in place of every given secret, anything in the form of a token, users in URLs, query
 * parameters that sign or open a URL, and values whose names call them secret.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, "[redacted]");
  for (const shape of TOKEN_SHAPES) clean = clean.replace(shape, "[redacted]");
  return clean
    .replace(URL_USERINFO, "$1[redacted]@")
    .replace(QUERY, "$1[redacted]")
    .replace(NAMED, "$1[redacted]");
}
