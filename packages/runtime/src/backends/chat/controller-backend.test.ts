import { allTasks, type Endpoint, isFault, type Job, type TaskId } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { backendContract } from "../../testing/backend-contract.js";
import { ScriptedController } from "../../testing/scripted-controller.js";
import { PNG, picture } from "../../testing/tiny-media.js";
import { ControllerBackend } from "./controller-backend.js";

const endpoint = (task: string): Endpoint => ({
  kind: "controller",
  provider: "controller",
  task,
  status: "live",
});
const job = (task: TaskId, args: Job["args"]): Job => ({
  task,
  model: "openai:x",
  endpoint: endpoint(task),
  args,
});

async function run(one: Job, reply: string) {
  const controller = new ScriptedController(reply);
  const output = await new ControllerBackend(controller).run(one, new AbortController().signal);
  return { output, asked: controller.asked[0]?.messages ?? [] };
}

describe("ControllerBackend", () => {
  backendContract(() => ({
    backend: new ControllerBackend(new ScriptedController("A summary.")),
    good: job("summarization", { text: "long" }),
  }));

  it("supports exactly the tasks that the catalogue lets a language model do", () => {
    const backend = new ControllerBackend(new ScriptedController());
    for (const { id, controllerCanDo } of allTasks())
      expect(backend.supports(id, endpoint(id)), id).toBe(controllerCanDo);
  });

  describe("where the model sees", () => {
    const seeing = (reply: string) => Object.assign(new ScriptedController(reply), { sees: true });

    it("does tasks on a picture too, which goes along with the question", async () => {
      const controller = seeing("A cat.");
      const backend = new ControllerBackend(controller);
      const one = job("visual-question-answering", { image: picture, question: "What is it?" });
      expect(backend.supports("image-to-text", endpoint("image-to-text"))).toBe(true);
      expect(backend.supports("object-detection", endpoint("object-detection"))).toBe(false);
      expect(await backend.run(one, new AbortController().signal)).toEqual({ text: "A cat." });
      expect(controller.asked[0]?.messages[1]).toEqual({
        role: "user",
        content: "What is it?",
        pictures: [`data:image/png;base64,${PNG.toString("base64")}`],
      });
    });

    it("labels a table, and a picture of one", async () => {
      const reply = '{"labels":[{"label":"expenses","score":1}]}';
      for (const table of [picture, { name: ["rent"], euros: ["700"] }]) {
        const controller = seeing(reply);
        const done = new ControllerBackend(controller).run(
          job("tabular-classification", { table }),
          new AbortController().signal,
        );
        expect(await done).toEqual({ labels: [{ label: "expenses", score: 1 }] });
        const { content, pictures } = controller.asked[0]?.messages[1] ?? {};
        expect([content?.includes("rent"), pictures?.length ?? 0]).toEqual(
          table === picture ? [false, 1] : [true, 0],
        );
      }
    });

    it("keeps to the labels that were offered for a picture", async () => {
      const backend = new ControllerBackend(
        seeing('{"labels":[{"label":"Cat","score":1},{"label":"dog","score":0}]}'),
      );
      const one = job("zero-shot-image-classification", {
        image: picture,
        candidate_labels: ["cat", "bird"],
      });
      expect(await backend.run(one, new AbortController().signal)).toEqual({
        labels: [{ label: "cat", score: 1 }],
      });
    });

    it("refuses a picture that is too large before it is sent, and tasks on pictures where it does not see", async () => {
      const large = { ...picture, bytes: new Uint8Array(16 * 1024 * 1024) };
      const big = new ControllerBackend(seeing("x")).run(
        job("image-to-text", { image: large }),
        new AbortController().signal,
      );
      await expect(big).rejects.toMatchObject({ code: "INPUT_TOO_LARGE" });
      const blind = new ControllerBackend(new ScriptedController("x"));
      const asked = blind.run(job("image-to-text", { image: picture }), new AbortController().signal);
      await expect(asked).rejects.toMatchObject({ code: "UNSUPPORTED" });
    });
  });

  it("translates into the language that was asked for and gives the text as material", async () => {
    const { output, asked } = await run(
      job("translation", { text: "Guten Tag", target_language: "French" }),
      " Bonjour \n",
    );
    expect(output).toEqual({ text: "Bonjour" });
    expect(asked[0]?.content).toContain("into French");
    expect(asked[1]).toEqual({ role: "user", content: "Guten Tag" });
  });

  it("reads labels from JSON in a fence, from prose and from a bare word", async () => {
    const one = job("text-classification", { text: "nice" });
    const want = {
      labels: [
        { label: "positive", score: 0.9 },
        { label: "neutral", score: 0.1 },
      ],
    };
    const json = '{"labels":[{"label":"neutral","score":0.1},{"label":"positive","score":0.9}]}';
    expect((await run(one, `Sure!\n\`\`\`json\n${json}\n\`\`\``)).output).toEqual(want);
    expect((await run(one, json.slice(0, -1))).output).toEqual(want);
    expect((await run(one, "positive")).output).toEqual({ labels: [{ label: "positive", score: 1 }] });
  });

  it("keeps to the labels that were offered", async () => {
    const one = job("zero-shot-classification", { text: "x", candidate_labels: ["Refund", "faq"] });
    const reply = '{"labels":[{"label":"refund","score":0.8},{"label":"other","score":0.2}]}';
    expect((await run(one, reply)).output).toEqual({ labels: [{ label: "Refund", score: 0.8 }] });
    const none = await run(one, "something else").catch((error) => error);
    expect(isFault(none, "BAD_RESPONSE")).toBe(true);
  });

  it("finds entities in the text and leaves out invented ones", async () => {
    const reply =
      '{"entities":[{"entity":"PER","text":"Ada"},{"entity":"PER","text":"Ada"},{"entity":"LOC","text":"Mars"}]}';
    expect((await run(job("token-classification", { text: "Ada met Ada" }), reply)).output.entities).toEqual([
      { entity: "PER", text: "Ada", score: null, start: 0, end: 3 },
      { entity: "PER", text: "Ada", score: null, start: 8, end: 11 },
    ]);
  });
});
