import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Fault,
  isMedia,
  type Media,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";
import { isObject } from "../answers/json-value.js";
import { answerBody, readAnswer } from "../answers/read-answer.js";
import { dataAddress } from "../data-address.js";
import { idPath, jobRequest, jsonContent } from "../provider-access.js";
import type { CustomCall } from "./custom-call.js";

/** The machine that we run on, as addresses name it. */
const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Prefix of paths in answers: HuggingGPT's server serves its folder `public` at its root. */
const PUBLIC = /^(\.?\/?public)?\/+/;

/** Returns true for the tasks that have at most one file, a picture or a sound: the server knows no others. */
export function huggingGptCanDo(task: TaskId): boolean {
  const files = taskSpec(task).args.filter(({ type, required }) => required && type !== "text");
  return files.every(({ type }) => type === "image" || type === "audio") && files.length <= 1;
}

/**
 * Runs a task at a model server of HuggingGPT: `POST /models/<id>` with `img_url`, `audio_url` and `text`. It opens
 * files by path: on this machine it gets the path of a temporary copy, elsewhere a `data:` address. It returns its
 * files as paths under `files`.
 * @throws Fault by kind of failure.
 */
export async function huggingGptWire(call: CustomCall): Promise<TaskOutput> {
  const { job, endpoint, access, signal } = call;
  const { url, model } = endpoint;
  const files = endpoint.files ?? url;
  const { host, hostname } = new URL(url);
  const isHere = THIS_MACHINE.test(hostname);
  const folder = isHere ? await mkdtemp(join(tmpdir(), "hugginggpt-")) : null;
  try {
    const content = jsonContent(await bodyOf(job.args, folder));
    const request = jobRequest(call, host, { url: `${url}/models/${idPath(model)}`, ...content });
    const response = await access.http.request(request);
    const body = plain(await answerBody(response), files);
    return await readAnswer(body, { job, access: { ...access, router: files }, signal });
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** Files under the server's own names, and a question about a picture as `text`; everything else unchanged. */
async function bodyOf(args: ResolvedArgs, folder: string | null): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    if (isMedia(value))
      body[value.kind === "audio" ? "audio_url" : "img_url"] = await addressOf(value, folder);
    else body[name === "question" && args.image !== undefined ? "text" : name] = value;
  }
  return body;
}

async function addressOf(file: Media, folder: string | null): Promise<string> {
  if (file.kind !== "image" && file.kind !== "audio")
    throw new Fault("BAD_REQUEST", `HuggingGPT's model server does not take ${file.kind}`);
  if (folder === null) return dataAddress(file);
  const extension = /^[a-z]+\/(?:x-)?([a-z0-9]{2,8})/.exec(file.mediaType)?.[1] ?? "bin";
  const path = join(folder, `${file.kind}.${extension}`);
  await writeFile(path, file.bytes, { mode: 0o600 });
  return path;
}

/** The answer in the form of other servers: a path becomes an address, `generated text` becomes `generated_text`. */
function plain(body: unknown, files: string): unknown {
  if (!isObject(body)) return body;
  if (typeof body.path === "string") {
    const path = body.path.replace(PUBLIC, "").split("/").map(encodeURIComponent).join("/");
    return { url: `${files}/${path}` };
  }
  const text = body["generated text"];
  return typeof text === "string" ? { generated_text: text } : body;
}
