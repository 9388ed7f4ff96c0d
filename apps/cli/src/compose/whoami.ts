import { Fault, oneLine, redact } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";
import { z } from "zod";

/** Whose token it is, and what the Hub says that it may do. */
export interface Account {
  readonly name: string;
  /** `user`, `org` and the like. */
  readonly kind: string;
  readonly isPro: boolean;
  /** The name that its owner gave the token; null if the Hub does not say. */
  readonly token: string | null;
  /** `read`, `write`, `fineGrained` and the like; null if the Hub does not say. */
  readonly role: string | null;
  /** Whether it may call inference providers; null if that cannot be told. */
  readonly inference: boolean | null;
}

/** The page on which tokens are made. */
export const TOKEN_PAGE = "https://huggingface.co/settings/tokens";
/** The name of the permission on that page, and in what the Hub says of a token. */
export const INFERENCE_PERMISSION = "Make calls to Inference Providers";
const INFERENCE = "inference.serverless.write";

const text = z
  .string()
  .transform((given) => oneLine(given, 100))
  .pipe(z.string().min(1));
const names = z.array(z.string()).catch([]);
/** The parts of the answer that are used. Only the name is required; another part of a wrong type counts as absent. */
const answer = z.object({
  name: text,
  type: text.catch("user"),
  isPro: z.boolean().catch(false),
  auth: z
    .object({
      accessToken: z.object({
        displayName: text.optional().catch(undefined),
        role: text.optional().catch(undefined),
        fineGrained: z
          .object({ global: names, scoped: z.array(z.object({ permissions: names })).catch([]) })
          .partial()
          .optional()
          .catch(undefined),
      }),
    })
    .optional()
    .catch(undefined),
});

/**
 * Asks the Hub for the owner of a token.
 * @throws Fault CREDENTIALS_REJECTED for an unknown token, BAD_RESPONSE for an answer without a name, and as
 * `HttpClient.request` does.
 */
export async function whoAmI(
  hub: { readonly http: HttpClient; readonly endpoint: string; readonly token: string },
  signal?: AbortSignal,
): Promise<Account> {
  const purpose = "ask the Hub whose token it is";
  const response = await hub.http.request({
    purpose,
    url: `${hub.endpoint}/api/whoami-v2`,
    credential: { origin: new URL(hub.endpoint).origin, token: hub.token },
    ...{ tries: 1, deadlineMs: 15_000, maxBytes: 1_000_000, signal },
  });
  const who = answer.safeParse(decodeJson(response, purpose));
  if (!who.success) {
    throw new Fault("BAD_RESPONSE", `${new URL(hub.endpoint).host} does not say whose token it is`, {
      next: "Check HF_ENDPOINT, or try again later.",
    });
  }
  const { name, type, isPro, auth } = who.data;
  const { displayName = null, role = null, fineGrained = {} } = auth?.accessToken ?? {};
  const { global = [], scoped = [] } = fineGrained;
  const granted = [...global, ...scoped.flatMap(({ permissions }) => permissions)];
  const inference = role === null ? null : role !== "fineGrained" || granted.includes(INFERENCE);
  // A server may send back what it was sent.
  const clean = (said: string): string => redact(said, [hub.token]);
  return {
    ...{ name: clean(name), kind: clean(type), isPro, inference },
    token: displayName && clean(displayName),
    role: role && clean(role),
  };
}

/** "sandbox (user, PRO); the token "laptop" is fine-grained and may call inference providers". */
export function accountSentence({ name, kind, isPro, token, role, inference }: Account): string {
  const called = token === null ? "the token" : `the token "${token}"`;
  const kindOf =
    role === null ? "is accepted" : `is ${role === "fineGrained" ? "fine-grained" : `a ${role} token`}`;
  const may = inference === null ? "" : ` and may ${inference ? "" : "not "}call inference providers`;
  return `${name} (${kind}${isPro ? ", PRO" : ""}); ${called} ${kindOf}${may}`;
}
