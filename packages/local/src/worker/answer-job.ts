import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault, type TaskId } from "@hugginggpt/shared";
import { embedTexts } from "../tasks/embed-texts.js";
import { localTask } from "../tasks/local-tasks.js";
import type { LoadedModels } from "./loaded-models.js";
import { DTYPES, type SizedFile, type Weights, type WorkerModel, type WorkerRequest } from "./messages.js";
import type { Kit, Model, Pipe } from "./transformers.js";

/** What a job is answered with. */
export interface JobTools {
  readonly kit: Kit;
  readonly models: LoadedModels<Pipe | Model>;
  /** Takes what the user should know of the result. */
  readonly told: (message: string) => void;
}

/** Returns what a request asks for. @throws Fault, and what a library throws. */
export async function answerJob(request: WorkerRequest, tools: JobTools): Promise<unknown> {
  switch (request.op) {
    case "hello":
      return tools.kit.versions;
    case "weights":
      return weightsOf(request.asked, tools.kit);
    case "run": {
      const { model, task, args } = request.asked;
      const { call } = taskOf(task);
      const pipe = await pipeOf(model, task, tools);
      return call({ pipe, args, kit: tools.kit, told: tools.told });
    }
    case "embed": {
      const { model, texts, purpose } = request.asked;
      const pipe = await pipeOf(model, "feature-extraction", tools);
      return embedTexts(pipe, texts, { dir: model.dir, purpose });
    }
  }
}

function taskOf(task: TaskId) {
  const found = localTask(task);
  if (found) return found;
  throw new Fault("UNSUPPORTED", `Models of ${task} cannot be loaded on this machine`);
}

async function pipeOf(model: WorkerModel, task: TaskId, { kit, models }: JobTools): Promise<Pipe> {
  const { pipeline } = taskOf(task);
  const { dir, dtype, bytes } = model;
  const options = { dtype, device: "cpu", local_files_only: true } as const;
  const made = await models.take([pipeline, dtype, dir].join(" "), bytes, () =>
    kit.transformers.pipeline(pipeline, dir, options),
  );
  if ("model" in made) return made;
  throw new Error("Internal error: a model without its pipeline");
}

/** Whole sets of weights, the dtype that is best for a processor first. */
async function weightsOf(
  { dir, task, files }: { dir: string; task: TaskId; files: readonly SizedFile[] },
  { transformers }: Kit,
): Promise<Weights[]> {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  taskOf(task);
  // Given to the library, the configuration is not kept: what it kept of a folder would hold once more files are there.
  const config: unknown = JSON.parse(await readFile(join(dir, "config.json"), "utf8"));
  const found: Weights[] = [];
  for (const dtype of DTYPES) {
    const wanted = await transformers.ModelRegistry.get_model_files(dir, { config, dtype });
    const models = wanted.filter((path) => path.endsWith(".onnx"));
    if (models.length === 0 || !models.every((path) => sizes.has(path))) continue;
    // Large weights lie beside the model: `model.onnx_data`, `model.onnx_data_1` ...
    const parts = files.filter(({ path }) =>
      models.some((one) => path === one || path.startsWith(`${one}_data`)),
    );
    found.push({ dtype, files: parts, bytes: parts.reduce((sum, { size }) => sum + size, 0) });
  }
  return found;
}
