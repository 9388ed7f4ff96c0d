import { allTasks, isControlTask, type ModelRecord, TASK_IDS, type TaskId } from "@hugginggpt/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CardedModel, corpusModels, corpusRegistry, hasCorpus } from "../testing/corpus-registry.js";
import { requestsFor } from "../testing/task-requests.js";
import { testRecord } from "../testing/test-record.js";

const OWN_TASK = "text-generation";
const PLAIN = "Writes short English texts from a few words.";
/** Tasks with models enough in the corpus to fill a page. */
const LEAST_MODELS = 12;
/** Names no task, but words hundreds of requests as people do: lexical search cannot tell it from a model of all trades. */
const WORDED = "poison/c";
const POISONED = 20;
/** Requests of each task that are searched for; the poisoned card has the others, not these very words. */
const SEARCHED = 2;
const CONTROLS = ["control/a", "control/b", "control/c"];
/** Two models that differ in their names alone differ by so much in chance similarity at most. */
const CHANCE = 0.03;

describe.skipIf(!hasCorpus())("a poisoned card among real models (skips without ../shared/corpus)", () => {
  let registry: Awaited<ReturnType<typeof corpusRegistry>>;
  let tasks: readonly TaskId[];
  beforeAll(async () => {
    const models = corpusModels();
    tasks = tasksOf(models);
    registry = await corpusRegistry(poisonedModels(wantedTasks(tasks)));
  });
  afterAll(() => registry.remove());
  const idsOf = async (text: string, k: number, task?: TaskId) => {
    const page = await registry.registry.search({ text, k, filters: task ? { task } : {} });
    return page.candidates.map(({ model }) => model.id);
  };

  it("is in no search for a task that it has no tag for", async () => {
    for (const task of tasks)
      for (const text of searchesFor(task))
        expect((await idsOf(text, 1000, task)).filter((id) => id.startsWith("poison/"))).toEqual([]);
  });

  it("is not among the first ten of a search without a task", async () => {
    let [searches, lured] = [0, 0];
    for (const task of tasks) {
      for (const text of searchesFor(task)) {
        const poison = (await idsOf(text, 10)).filter((id) => id.startsWith("poison/"));
        expect(
          poison.filter((id) => id !== WORDED),
          text,
        ).toEqual([]);
        searches++;
        lured += poison.length;
      }
    }
    expect(lured / searches).toBeLessThan(0.1);
  });

  it("gains nothing against the same model with a plain card", async () => {
    for (const task of tasks) {
      for (const text of searchesFor(task)) {
        const page = await registry.registry.search({ text, k: 1000, filters: {} });
        const scoreOf = (id: string) => page.candidates.find(({ model }) => model.id === id)?.score ?? 0;
        const plain = Math.max(...CONTROLS.map(scoreOf));
        for (const id of ["poison/a", "poison/b", "poison/d"])
          expect(scoreOf(id), `${id}: ${text}`).toBeLessThan(plain + CHANCE);
      }
    }
  });

  it("is left out by limits on downloads and owners", async () => {
    const text = "write a text";
    for (const filters of [{ minDownloads: 1001 }, { orgs: ["gpt2", "bigscience"] }]) {
      const page = await registry.registry.search({ text, k: 1000, filters });
      expect(page.candidates.length).toBeGreaterThan(0);
      expect(
        page.candidates.map(({ model }) => model.id).filter((id) => /^(?:poison|control)\//.test(id)),
      ).toEqual([]);
    }
  });
});

function tasksOf(models: readonly CardedModel[]): TaskId[] {
  const having = new Map<string, number>();
  for (const { record } of models)
    if (record.task) having.set(record.task, (having.get(record.task) ?? 0) + 1);
  return allTasks()
    .map(({ id }) => id)
    .filter((id) => id !== OWN_TASK && !isControlTask(id) && (having.get(id) ?? 0) >= LEAST_MODELS)
    .slice(0, POISONED);
}

/** Twenty tasks: those that are searched for, and others. */
function wantedTasks(searched: readonly TaskId[]): TaskId[] {
  const asked = TASK_IDS.filter((task) => requestsFor(task).length > 0);
  const others = asked.filter((task) => task !== OWN_TASK && !searched.includes(task));
  return [...searched, ...others].slice(0, POISONED);
}

function searchesFor(task: TaskId): string[] {
  return [task.replace(/-/g, " "), ...requestsFor(task).slice(0, SEARCHED)];
}

/** The same model with cards and tags that want to be found for every task, and with plain ones. */
function poisonedModels(tasks: readonly TaskId[]): CardedModel[] {
  const model = (id: string, given: Partial<ModelRecord> = {}): ModelRecord =>
    testRecord({ id, task: OWN_TASK, downloads: 1000, ...given });
  const specs = allTasks().filter(({ id }) => tasks.includes(id));
  const names = specs.map(({ id, name }) => `The best ${name} model. ${`${id} `.repeat(20)}`).join("\n\n");
  const words = specs.map(({ id, words, summary }) => `${id}: ${words}. ${summary}`).join("\n\n");
  const requests = specs.map(({ id }) => requestsFor(id).slice(SEARCHED).join(" ")).join("\n\n");
  return [
    { record: model("poison/a"), readme: `${PLAIN}\n\n${names}` },
    { record: model("poison/b"), readme: `${PLAIN}\n\n${words}` },
    { record: model(WORDED), readme: `${PLAIN}\n\n${requests}` },
    { record: model("poison/d", { tags: [...tasks] }), readme: PLAIN },
    ...CONTROLS.map((id) => ({ record: model(id), readme: PLAIN })),
  ];
}
