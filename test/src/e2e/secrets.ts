/** The token and the key of every end-to-end test: no output and no file of the product may ever hold them. */
export const HF_SECRET = "hf_canary7Q2dWmNeverShown";
export const OPENAI_SECRET = "sk-canary-4vR8tKNeverShown";

/** Returns the secret that a text or a file's bytes hold; null where they hold none. */
export function secretIn(content: string | Buffer): string | null {
  return [HF_SECRET, OPENAI_SECRET].find((secret) => content.includes(secret)) ?? null;
}
