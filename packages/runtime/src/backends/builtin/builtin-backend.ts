import {
  type Backend,
  BUILTIN_TOOLS,
  type Endpoint,
  Fault,
  type Job,
  type JobWatch,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
} from "@hugginggpt/shared";
import { languageName, otherLanguage } from "@hugginggpt/shared/languages";
import { GUIDE_KINDS, type GuideKind } from "./guides/guide-kinds.js";
import type { Tool } from "./tool.js";

/** Each tool by its name, loaded when it is first used. */
const TOOLS: Readonly<Record<string, () => Promise<Tool>>> = {
  flite: async () => (await import("./voice/flite.js")).flite,
  textrank: async () => (await import("./summary/textrank.js")).textrank,
  tesseract: async () => (await import("./reading/read-picture.js")).readPicture,
  vader: async () => (await import("./polarity/vader.js")).vader,
  compromise: async () => (await import("./names/compromise.js")).compromise,
  ...Object.fromEntries(GUIDE_KINDS.map((kind) => [kind, () => loadGuide(kind)])),
  dubbing: async () => (await import("./dubbing/dub.js")).dub,
};

/** The names of the tools that are implemented here. */
export const IMPLEMENTED_TOOLS: readonly string[] = Object.keys(TOOLS);

/** Runs the tools that ship with the product: no credentials, no network. */
export class BuiltinBackend implements Backend {
  readonly kind = "builtin";

  /** Returns true for a built-in tool at its own task. */
  supports(task: TaskId, endpoint: Endpoint): boolean {
    if (endpoint.kind !== "builtin" || TOOLS[endpoint.tool] === undefined) return false;
    return BUILTIN_TOOLS.some((known) => known.tool === endpoint.tool && known.task === task);
  }

  /**
   * @throws Fault BAD_REQUEST for a text that the tool cannot take or in a language that it does not know, UNSUPPORTED
   * for a tool that is not there.
   */
  async run(job: Job, signal: AbortSignal, watch?: JobWatch): Promise<TaskOutput> {
    const load = job.endpoint.kind === "builtin" ? TOOLS[job.endpoint.tool] : undefined;
    if (!load || !this.supports(job.task, job.endpoint))
      throw new Fault("UNSUPPORTED", `No built-in tool can do ${job.task} as ${job.model}`);
    signal.throwIfAborted();
    await checkLanguage(job.endpoint, job.args);
    const tool = await load();
    return tool(job.args, signal, (message) => watch?.warn?.(message));
  }
}

/** @throws Fault BAD_REQUEST if the text is surely in none of the tool's languages; a tool without any takes all. */
async function checkLanguage(endpoint: Endpoint, { text }: ResolvedArgs): Promise<void> {
  const builtin = BUILTIN_TOOLS.find(({ tool }) => endpoint.kind === "builtin" && tool === endpoint.tool);
  if (!builtin || builtin.languages.length === 0 || typeof text !== "string") return;
  const code = await otherLanguage(text, builtin.languages);
  if (code === null) return;
  const known = builtin.languages.map(languageName).join(" and ");
  throw new Fault("BAD_REQUEST", `${builtin.id} knows only ${known}, and the text is ${languageName(code)}`, {
    wanted: `a text in ${known}`,
    came: languageName(code),
    next: `Set HF_TOKEN, so that a model for ${languageName(code)} can run, or translate the text into ${known} first.`,
  });
}

async function loadGuide(kind: GuideKind): Promise<Tool> {
  return (await import("./guides/guide-tool.js")).guideTool(kind);
}
