import { type Embedder, Fault } from "@hugginggpt/shared";
import type { LocalMachine } from "./local-machine.js";
import { modelRef } from "./models/model-ref.js";
import type { WorkerModel } from "./worker/messages.js";

/** An embedder on this machine. Its name has the model, the commit and the weights: all that the vectors depend on. */
export type LocalVectors = Pick<Embedder, "name" | "embed">;

/**
 * Returns an embedder for a model: `owner/name`, downloaded now if it is missing, or `/path/to/folder`.
 * @throws Fault NOT_INSTALLED, MODEL_NOT_FOUND for a missing model if downloads are forbidden, and as `pullModel` does.
 */
export async function openLocalVectors(
  machine: LocalMachine,
  spec: string,
  signal: AbortSignal,
): Promise<LocalVectors> {
  const isFolder = spec.startsWith("/") || /^[A-Za-z]:[\\/]/.test(spec);
  const { id, kind } = modelRef(isFolder ? `local:${spec}` : spec);
  // `host` throws NOT_INSTALLED before anything is downloaded.
  const { host, shelf, options } = machine;
  const isFetched = kind === "hub" && !options.offline;
  const found =
    (await shelf.find(id)) ??
    (isFetched ? await machine.pull({ id, task: "feature-extraction", signal }) : null);
  if (!found) {
    throw new Fault("MODEL_NOT_FOUND", `${spec} is not on this machine`, {
      next: kind === "hub" ? `Fetch it with \`hugginggpt local pull ${spec}\`.` : "Check the path.",
    });
  }
  const { revision, weights } = found;
  const commit = revision === null ? "" : `@${revision.slice(0, 12)}`;
  let model: WorkerModel | null = null;
  return {
    name: `local:${spec}${commit}${weights ? `:${weights.dtype}` : ""}`,
    embed: async (texts, purpose, stop) => {
      model ??= await machine.ready(found, stop);
      return host.ask("embed", { model, texts, purpose }, { signal: stop });
    },
  };
}
