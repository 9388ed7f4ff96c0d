import type { Candidate, TaskId } from "@hugginggpt/shared";

/** Returns the controller as a candidate for a task that it can do itself. It ranks last: its score is 0. */
export function controllerCandidate(controller: string, task: TaskId): Candidate {
  return {
    model: {
      id: controller,
      source: "builtin",
      task,
      downloads: 0,
      likes: 0,
      tags: [],
      library: null,
      license: null,
      languages: [],
      parameters: null,
      gated: false,
      sha: null,
      createdAt: null,
      lastModified: null,
      baseModel: null,
      baseRelation: null,
    },
    summary: "The language model that plans this request, asked to do the task itself.",
    endpoints: [{ kind: "controller", provider: "controller", task, status: "live" }],
    score: 0,
    why: { lexical: 0, similarity: 0, popularity: 0, facts: 0, raw: {} },
  };
}
