import { Fault, type JobHandle, oneLine } from "@hugginggpt/shared";
import { decodeJson } from "@hugginggpt/shared/http";
import { type ModelCall, type ProviderAccess, providerRequest } from "../provider-access.js";
import { hasQueue, jobState } from "./queue-protocols.js";

/** First pause between two checks of a job, its growth and its ceiling, in milliseconds. */
const FIRST_MS = 500;
const GROWTH = 1.25;
const LAST_MS = 5_000;
/** Most polls: more than an hour. The attempt's deadline ends the wait long before. */
const MAX_POLLS = 800;
/** Polling costs nothing, so a failed poll is repeated. */
const POLL = { tries: 4, maxWaitMs: 30_000 } as const;
const MAX_PATH = 2_000;

/**
 * Waits until a provider's job is done and returns its result; reports progress at every poll. Only addresses under the
 * provider's root at the router are asked.
 * @throws Fault UNSUPPORTED for a handle of another provider, SERVER_ERROR if the job failed, NOT_FOUND if it is no
 * longer known, TIMEOUT if it never ends; the signal's reason when aborted.
 */
export async function waitForJob(
  handle: JobHandle,
  provider: string,
  { access, signal, watch }: Omit<ModelCall, "job">,
): Promise<unknown> {
  const statusUrl = jobAddress(handle, handle.statusPath, provider, access);
  const resultUrl =
    handle.resultPath === null ? null : jobAddress(handle, handle.resultPath, provider, access);
  const get = async (url: URL): Promise<unknown> => {
    const purpose = `follow the job at ${provider}`;
    const request = providerRequest(access, { purpose, url, signal, ...POLL });
    return decodeJson(await access.http.request(request), purpose);
  };
  let pause = FIRST_MS;
  for (let poll = 0; poll < MAX_POLLS; poll++) {
    await access.clock.sleep(pause, signal);
    const status = await get(statusUrl);
    const state = jobState(provider, status);
    if (state.kind === "done") return resultUrl === null ? status : get(resultUrl);
    if (state.kind === "failed")
      throw new Fault("SERVER_ERROR", `The job at ${provider} failed: ${oneLine(state.why, 240)}`);
    watch?.progress(state.progress);
    pause = Math.min(LAST_MS, pause * GROWTH);
  }
  throw new Fault("TIMEOUT", `The job at ${provider} did not end after ${MAX_POLLS} looks`, {
    retryable: true,
  });
}

/** A handle may come from a file: its path must stay under the provider's root. */
function jobAddress(handle: JobHandle, path: string, provider: string, { router }: ProviderAccess): URL {
  const root = `${router}/${provider}`;
  const own = handle.provider === provider && hasQueue(provider);
  const wellFormed = own && path.startsWith("/") && path.length <= MAX_PATH && URL.canParse(root + path);
  const url = wellFormed ? new URL(root + path) : null;
  if (url?.href.startsWith(`${new URL(root).href}/`)) return url;
  throw new Fault("UNSUPPORTED", `This is not a job at ${provider}`, {
    wanted: `a path under the root of ${provider}`,
    came: oneLine(`${handle.provider} ${path}`, 120),
  });
}
