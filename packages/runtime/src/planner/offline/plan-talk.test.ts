import { describe, expect, it } from "vitest";
import { OFFERED, shortPlan } from "../../testing/short-plan.js";
import { talk } from "./plan-offline.js";

/** The tasks of the offline plan alone. */
function tasksOf(request: string, ...names: string[]): string[] {
  return shortPlan(request, ...names).map((one) => one.replace(/\(.*/s, ""));
}

describe("planOffline, a request that asks for nothing that the rules know", () => {
  it.each([
    "Good morning!",
    "tell me about yourself",
    "my neighbour's dog barks all night and it drives me mad",
    "A baker sells 4 rolls for 3 euros. What do 12 rolls cost?",
    "css rule that centres a box",
    "«q0»",
  ])("is answered as a whole: %s", (request) => {
    expect(shortPlan(request)).toEqual([`text-generation(${request})`]);
  });

  it("goes to models for conversations where it is talk, to others where it is work", () => {
    const first = (request: string) => {
      const result = talk({ request, files: [], offered: OFFERED });
      return result.kind === "plan" ? result.plan.tasks[0] : undefined;
    };
    expect(first("hi there, nothing to do today")).toMatchObject({ alias: "conversational", need: "chat" });
    expect(first("you are a grumpy wizard, I am your pupil")).toMatchObject({ need: "persona" });
    expect(first("javascript one-liner that reverses a string")?.alias).toBeUndefined();
  });

  it.each([
    ["whatever you think fits", "p.png", "image-text-to-text"],
    ["whatever you think fits", "t.wav", "audio-text-to-text"],
    ["whatever you think fits", "v.mp4", "video-text-to-text"],
    ["whatever you think fits", "a.txt", "text-generation"],
    ["thanks, that was great", "p.png", "text-generation"],
    ["bitte aufhellen, das Nachtfoto ist viel zu dunkel", "p.png", "image-to-image"],
  ])("does with a file what its words say: %s, %s", (request, name, task) => {
    expect(tasksOf(request, name)).toEqual([task]);
  });
});

describe("planOffline, what is described and not asked for", () => {
  it.each([
    ["steampunk airship above the clouds", ["text-to-image"]],
    ["a blue bicycle leaning against a brick wall", ["text-to-image"]],
    ["水墨风格的小桥流水", ["text-to-image"]],
    ["clip of a fox running", ["text-to-video"]],
    ["小狗追球的短视频", ["text-to-video"]],
    ["a green door in the rain. one photo and one short video", ["text-to-image", "text-to-video"]],
    ["a list of cities in Spain", ["text-generation"]],
    ["a name for my bakery in Rome", ["text-generation"]],
  ])("is made: %s", (request, tasks) => {
    expect(tasksOf(request)).toEqual(tasks);
  });

  it("is not made where it is there already", () => {
    expect(tasksOf("photo of my dog, what breed is it?", "p.png")).toEqual(["image-classification"]);
  });
});

describe("planOffline, what is told beside a request", () => {
  it.each([
    ["The microphone is noisy. Please write down what is said.", "t.wav", ["automatic-speech-recognition"]],
    ["My Greek isn't good enough and the text is in Greek. Who signed it?", "a.txt", ["question-answering"]],
    ["I can't sit down and read it aloud, so please summarize it", "a.txt", ["summarization"]],
    ["I can't draw, so describe this picture so I can translate it later", "p.png", ["image-to-text"]],
    ["None of us can make it out. Type up what it says", "p.png", ["image-to-text"]],
  ])("asks for nothing: %s", (request, name, tasks) => {
    expect(tasksOf(request, name)).toEqual(tasks);
  });
});

describe("planOffline, a choice", () => {
  it.each([
    ["bullish or bearish: 'Shares fell by a tenth.'", [], "text-classification"],
    ["cheerful, gloomy or bored: 'The rain went on.'", [], "zero-shot-classification"],
    ["t.wav: left, right or stop?", ["t.wav"], "audio-classification"],
    ["wet or dry?", ["p.png"], "zero-shot-image-classification"],
    ["这张图是AI画的还是真人画的？", ["p.png"], "image-classification"],
  ])("is made by what it is about: %s", (request, names, task) => {
    expect(tasksOf(request, ...names)).toEqual([task]);
  });
});

describe("planOffline, a table", () => {
  it.each([
    ["predict who stays", "tabular-classification"],
    ["Which species is each one?", "tabular-classification"],
    ["预测每一例是良性还是恶性", "tabular-classification"],
    ["what should every flat cost?", "tabular-regression"],
    ["which species has the most rows?", "table-question-answering"],
  ])("is predicted row by row, or asked: %s", (request, task) => {
    expect(tasksOf(request, "t.csv")).toEqual([task]);
  });
});

describe("planOffline, several steps in few words", () => {
  it.each([
    [
      "Fix the grammar, then read it out: 'He go home.'",
      [],
      ["text-generation(Fix the grammar:\n\nHe go home.)", "text-to-speech(<GENERATED>-0)"],
    ],
    [
      "把这句话翻译成英文，再用它画一张图：“雪中的小屋”",
      [],
      ["translation(雪中的小屋 | English)", "text-to-image(<GENERATED>-0)"],
    ],
    [
      "order number and due date?",
      ["invoice.png"],
      [
        "document-question-answering(<FILE>-1 | order number)",
        "document-question-answering(<FILE>-1 | due date?)",
      ],
    ],
    ["how many sheep? box them", ["p.png"], ["object-detection(<FILE>-1)"]],
    [
      "find every 'red cup' and 'spoon' and say where they are",
      ["p.png"],
      ["zero-shot-object-detection(<FILE>-1 | red cup,spoon)"],
    ],
  ])("are planned: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual(expected);
  });
});
