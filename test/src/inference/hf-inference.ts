import { bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";
import { json, type Reply, refusal } from "../loopback/reply.js";
import { classicAnswer } from "./classic-answers.js";
import { readClassicInput } from "./classic-input.js";
import type { ServedModels } from "./served-models.js";

const MODEL_PATH = /^\/hf-inference\/models\/(?<id>[^/]+(?:\/[^/]+)?)(?:\/pipeline\/(?<task>[^/]+))?$/;
const PIPELINE_PATH = /^\/hf-inference\/pipeline\/(?<task>[^/]+)\/(?<id>[^/]+(?:\/[^/]+)?)$/;
const COMPLETION_PATH = /^\/(?:[\w-]+\/)*v\d+\/(?:openai\/)?completions$/;

/** Answers `POST /hf-inference/models/{id}` and its pipeline forms; null for another path. */
export function answerHfInference(request: LoopbackRequest, served: ServedModels): Reply | null {
  const named = MODEL_PATH.exec(request.path)?.groups ?? PIPELINE_PATH.exec(request.path)?.groups;
  if (!named) return null;
  const { id = "", task } = named;
  const mapping = served.at("hf-inference", id);
  if (!mapping) {
    return served.knows(id)
      ? refusal(400, "Model not supported by provider hf-inference")
      : refusal(404, `Model ${id} does not exist`);
  }
  return (
    classicAnswer(task ?? mapping.task, readClassicInput(request)) ??
    refusal(400, `Task ${task ?? mapping.task} is not supported by provider hf-inference`)
  );
}

/** Answers text completions, `{model, prompt}`, at any provider; null for another path. */
export function answerCompletion(request: LoopbackRequest): Reply | null {
  if (!COMPLETION_PATH.test(request.path.replace(/\/models\/.+(?=\/v1\/)/, ""))) return null;
  const { model, prompt } = bodyObject(request);
  if (typeof prompt !== "string") return refusal(422, "missing field `prompt`");
  const text = " [simulated continuation]";
  return json({
    id: "cmpl-simulated",
    object: "text_completion",
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, text, finish_reason: "stop" }],
  });
}
