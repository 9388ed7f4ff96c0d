import type { getProviderHelper, RequestArgs } from "@huggingface/inference";
import { Fault, type TaskId } from "@hugginggpt/shared";
import type { HelperArgs } from "./third-party-args.js";

type TaskProviderHelper = ReturnType<typeof getProviderHelper>;

/** A request as a provider wants it. */
export interface ThirdPartyRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * Returns the request for a provider other than hf-inference, made by the helpers of @huggingface/inference: they know
 * every provider's address and payload. Only their making of requests is used; sending, retrying, waiting and
 * downloading are ours, because theirs go through the global fetch without limits (hub-facts 2.3). Without a token in
 * their hands they address the router, whose own address is put in.
 * @throws Fault BAD_REQUEST for arguments that the provider does not take, UNSUPPORTED for a task that it does not do.
 */
export async function thirdPartyRequest(
  target: { readonly provider: string; readonly providerId: string; readonly task: TaskId },
  args: HelperArgs,
  router: string,
): Promise<ThirdPartyRequest> {
  const library = await import("@huggingface/inference");
  const helpers: Readonly<Record<string, Readonly<Record<string, TaskProviderHelper>>>> = library.PROVIDERS;
  const helper = helpers[target.provider]?.[target.task];
  if (!helper) throw new Fault("UNSUPPORTED", `${target.provider} cannot do ${target.task}`);
  try {
    const prepared = await prepare(helper, args);
    const { url, info } = library.makeRequestOptionsFromResolvedModel(
      target.providerId,
      helper,
      prepared,
      undefined,
    );
    return { url: atRouter(url, router), ...(await bodyOf(info)) };
  } catch (error) {
    if (!(error instanceof library.InferenceClientError)) throw error;
    throw new Fault("BAD_REQUEST", `${target.provider} cannot be asked: ${error.message}`, { cause: error });
  }
}

/** Some helpers turn files into text first. */
async function prepare(helper: TaskProviderHelper, args: HelperArgs): Promise<RequestArgs> {
  const plain: Record<string, unknown> = { ...args };
  const ready =
    "preparePayloadAsync" in helper && typeof helper.preparePayloadAsync === "function"
      ? await helper.preparePayloadAsync(plain)
      : plain;
  // The library types these arguments by task; here the task is known at run time only.
  return ready as RequestArgs;
}

function atRouter(address: string, router: string): URL {
  const { pathname, search } = new URL(address);
  return new URL(`${router}${pathname}${search}`);
}

async function bodyOf(info: RequestInit): Promise<Pick<ThirdPartyRequest, "headers" | "body">> {
  const headers = Object.fromEntries(new Headers(info.headers));
  const { authorization: _none, "user-agent": _ours, ...kept } = headers;
  if (typeof info.body === "string") return { headers: kept, body: info.body };
  const encoded = new Response(info.body ?? null);
  const type = encoded.headers.get("content-type");
  const body = new Uint8Array(await encoded.arrayBuffer());
  return { headers: type ? { ...kept, "content-type": type } : kept, body };
}
