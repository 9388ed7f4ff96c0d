import {
  type Backend,
  type Endpoint,
  type EndpointKind,
  type Registry,
  type TaskCount,
  type TaskId,
  taskSpec,
} from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { BuiltinBackend } from "../backends/builtin/builtin-backend.js";
import { runnableTasks, taskRuns } from "./runnable-tasks.js";

const nowhere = (): never => {
  throw new Error("not asked");
};

function registryOf(counts: readonly TaskCount[]): Registry {
  return {
    search: nowhere,
    get: nowhere,
    tasks: async () => counts,
    stats: nowhere,
    facets: nowhere,
    close: () => undefined,
  };
}

/** A backend that speaks at providers what is listed. */
function backendFor(kind: EndpointKind, able: readonly (readonly [TaskId, string])[]): Backend {
  return {
    kind,
    supports: (task, endpoint) => able.some(([one, at]) => one === task && at === endpoint.task),
    credential: () => null,
    run: nowhere,
  };
}

const at = (task: string): Endpoint => ({
  kind: "provider",
  provider: "fal-ai",
  providerId: "x",
  task,
  status: "live",
});
const builtin = (tool: string, task: string): Endpoint => ({
  kind: "builtin",
  provider: "builtin",
  tool,
  task,
  status: "live",
});
const count = (task: TaskId, ...endpoints: Endpoint[]): TaskCount => ({
  task,
  models: 9,
  runnable: 2,
  places: endpoints.map((endpoint) => ({ endpoint, models: 2 })),
});

describe("runnableTasks", () => {
  it("has the tasks of live models and those that such models can stand in for", async () => {
    const registry = registryOf([count("image-to-image", at("image-to-image"))]);
    const backend = backendFor("provider", [
      ["image-to-image", "image-to-image"],
      ["canny-text-to-image", "image-to-image"],
    ]);
    expect(await runnableTasks({ registry, backends: [backend], controller: null })).toEqual([
      "image-to-image",
      "canny-text-to-image",
    ]);
  });

  it("leaves out what a tool for an equivalent task cannot do", async () => {
    const registry = registryOf([
      count("text-classification", builtin("vader", "text-classification")),
      count("text-to-speech", builtin("flite", "text-to-speech")),
    ]);
    expect(taskSpec("zero-shot-classification").equivalents).toContain("text-classification");
    expect(await runnableTasks({ registry, backends: [new BuiltinBackend()], controller: null })).toEqual([
      "text-classification",
      "text-to-speech",
    ]);
  });

  it("leaves out models whose places no backend can use", async () => {
    const registry = registryOf([count("text-to-3d", at("text-to-3d"))]);
    expect(
      await runnableTasks({ registry, backends: [backendFor("provider", [])], controller: null }),
    ).toEqual([]);
  });

  it("takes a registry at its word that does not say where", async () => {
    const registry = registryOf([{ task: "translation", models: 9, runnable: 2 }]);
    expect(
      await runnableTasks({ registry, backends: [backendFor("provider", [])], controller: null }),
    ).toContain("translation");
  });
});

describe("taskRuns", () => {
  it("tells a task's own models from those that stand in, with their places", async () => {
    const registry = registryOf([
      count("mask-generation", at("mask-generation")),
      count("image-segmentation", at("image-segmentation"), at("other")),
    ]);
    const backend = backendFor("provider", [
      ["mask-generation", "mask-generation"],
      ["mask-generation", "image-segmentation"],
    ]);
    expect((await taskRuns(registry, [backend])).get("mask-generation")).toEqual([
      { models: "mask-generation", runnable: 2, places: [{ endpoint: at("mask-generation"), models: 2 }] },
      {
        models: "image-segmentation",
        runnable: 2,
        places: [{ endpoint: at("image-segmentation"), models: 2 }],
      },
    ]);
  });
});
