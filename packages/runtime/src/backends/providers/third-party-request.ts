import type { getProviderHelper, RequestArgs } from "@huggingface/inference";
import { type ArgValue, Fault, isMedia, type ResolvedArgs, type TaskId } from "@hugginggpt/shared";
import { type Content, encodedContent } from "../provider-access.js";

type TaskProviderHelper = ReturnType<typeof getProviderHelper>;

/** Arguments as the helpers of @huggingface/inference take them. */
interface HelperArgs {
  readonly inputs?: string | Blob;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Arguments that are sent as parameters if the plan has them. */
const PARAMETERS = ["negative_prompt", "width", "height", "voice", "duration", "language"] as const;

/**
 * Returns the request for a provider other than hf-inference, built by the helpers of @huggingface/inference: they know
 * every provider's address and payload. Only their requests are used; we send, retry, wait and download, because theirs
 * use the global fetch without limits. Without a token they address the router, whose configured address is filled in.
 * @throws Fault BAD_REQUEST for arguments that the provider does not take, UNSUPPORTED for a task that it does not do.
 */
export async function thirdPartyRequest(
  target: { readonly provider: string; readonly providerId: string; readonly task: TaskId },
  given: ResolvedArgs,
  router: string,
): Promise<Content & { readonly url: URL }> {
  const library = await import("@huggingface/inference");
  const helpers: Readonly<Record<string, Readonly<Record<string, TaskProviderHelper>>>> = library.PROVIDERS;
  const helper = helpers[target.provider]?.[target.task];
  if (!helper) throw new Fault("UNSUPPORTED", `${target.provider} cannot do ${target.task}`);
  const args = helperArgs(target.task, given);
  try {
    const prepared = await prepare(helper, args);
    const { url, info } = library.makeRequestOptionsFromResolvedModel(
      target.providerId,
      helper,
      prepared,
      undefined,
    );
    return { url: atRouter(url, router), ...(await contentOf(info)) };
  } catch (error) {
    if (!(error instanceof library.InferenceClientError)) throw error;
    throw new Fault("BAD_REQUEST", `${target.provider} cannot be asked: ${error.message}`, { cause: error });
  }
}

/**
 * Returns a task's arguments for a provider: a file or a text as `inputs`, the words that go with a file as
 * `parameters.prompt`, the rest as parameters.
 * @throws Fault BAD_REQUEST for a mask: the helpers cannot carry it, and without it the wrong part would change.
 */
function helperArgs(task: TaskId, args: ResolvedArgs): HelperArgs {
  if (args.mask !== undefined) {
    throw new Fault("BAD_REQUEST", "This provider's interface takes no mask", {
      next: "Leave the mask out, or say in words what is to change.",
    });
  }
  const parameters: Record<string, string | number> = {};
  for (const name of PARAMETERS) {
    const value = args[name];
    if (typeof value === "string" || typeof value === "number") parameters[name] = value;
  }
  const file = fileOf(args.image) ?? fileOf(args.audio) ?? fileOf(args.video);
  const { text } = args;
  if (!file && task.startsWith("image-text-to-") && typeof text === "string")
    return { parameters: { ...parameters, prompt: text } };
  if (!file) return { inputs: typeof text === "string" ? text : "", parameters };
  return {
    inputs: file,
    parameters: typeof text === "string" ? { ...parameters, prompt: text } : parameters,
  };
}

function fileOf(value: ArgValue | undefined): Blob | null {
  return isMedia(value) ? new Blob([new Uint8Array(value.bytes)], { type: value.mediaType }) : null;
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

async function contentOf(info: RequestInit): Promise<Content> {
  const headers = Object.fromEntries(new Headers(info.headers));
  const { authorization: _none, "user-agent": _ours, ...kept } = headers;
  if (typeof info.body === "string") return { headers: kept, body: info.body };
  const encoded = await encodedContent(info.body);
  return { ...encoded, headers: { ...kept, ...encoded.headers } };
}
