import { taskSpec } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filesNamed, OFFERED, shortPlan } from "../../testing/short-plan.js";
import { userFile } from "../../testing/user-file.js";
import { planJson } from "../plan-json.js";
import { planOffline } from "./plan-offline.js";

describe("planOffline, chains", () => {
  it("plans the demo", () => {
    const request =
      "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud";
    expect(shortPlan(request, "article.txt")).toEqual([
      "summarization(<FILE>-1)",
      "text-classification(<FILE>-1)",
      "token-classification(<FILE>-1)",
      "text-to-speech(<GENERATED>-0)",
    ]);
  });

  it.each<[string, string[], string[]]>([
    [
      "Make a video titled 'An astronaut is walking in space' and dub it",
      [],
      [
        "text-to-video(An astronaut is walking in space)",
        "text-to-speech(An astronaut is walking in space)",
        "video-dubbing(<GENERATED>-0 | <GENERATED>-1)",
      ],
    ],
    [
      "read the text in this picture aloud",
      ["page.png"],
      ["image-to-text(<FILE>-1)", "text-to-speech(<GENERATED>-0)"],
    ],
    [
      "describe this photo, translate the description into German and read it aloud",
      ["photo.png"],
      ["image-to-text(<FILE>-1)", "translation(<GENERATED>-0 | German)", "text-to-speech(<GENERATED>-1)"],
    ],
    [
      "transcribe this recording and summarize it",
      ["talk.wav"],
      ["automatic-speech-recognition(<FILE>-1)", "summarization(<GENERATED>-0)"],
    ],
    [
      "Summarize this recording in German",
      ["talk.wav"],
      [
        "automatic-speech-recognition(<FILE>-1)",
        "summarization(<GENERATED>-0)",
        "translation(<GENERATED>-1 | German)",
      ],
    ],
    [
      "Translate 'good morning' into French and Spanish",
      [],
      ["translation(good morning | French)", "translation(good morning | Spanish)"],
    ],
    [
      "Make a picture of a red fox, then animate it",
      [],
      ["text-to-image(a red fox)", "image-to-video(<GENERATED>-0)"],
    ],
    [
      "Remove the noise from the recording and transcribe it",
      ["t.wav"],
      ["audio-to-audio(<FILE>-1)", "automatic-speech-recognition(<GENERATED>-0)"],
    ],
    [
      "Write a poem about autumn and read it aloud",
      [],
      ["text-generation(Write a poem about autumn)", "text-to-speech(<GENERATED>-0)"],
    ],
    [
      "Colorize this old photo and upscale it",
      ["p.png"],
      ["image-to-image(<FILE>-1 | Colorize this old photo)", "image-to-image(<GENERATED>-0 | upscale it)"],
    ],
    [
      "Estimate the depth of the picture and detect the pose of the person",
      ["p.png"],
      ["depth-estimation(<FILE>-1)", "keypoint-detection(<FILE>-1)"],
    ],
    [
      "Give me the key points of the article in French, as speech",
      ["a.txt"],
      ["summarization(<FILE>-1)", "translation(<GENERATED>-0 | French)", "text-to-speech(<GENERATED>-1)"],
    ],
  ])("plans: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual(expected);
  });
});

describe("planOffline, guided pictures", () => {
  it.each<[string, string[]]>([
    [
      "use the pose in this photo to paint a robot",
      ["keypoint-detection(<FILE>-1)", "openpose-text-to-image(<GENERATED>-0 | a robot)"],
    ],
    [
      "turn the photo into a scribble and make a picture of a castle from it",
      ["scribble-control(<FILE>-1)", "scribble-text-to-image(<GENERATED>-0 | a castle)"],
    ],
    [
      "make a picture with the edges of this photo: a snowy house",
      ["canny-control(<FILE>-1)", "canny-text-to-image(<GENERATED>-0 | a snowy house)"],
    ],
    [
      "用这张图的姿态画一个机器人",
      ["keypoint-detection(<FILE>-1)", "openpose-text-to-image(<GENERATED>-0 | 机器人)"],
    ],
  ])("plans: %s", (request, expected) => {
    expect(shortPlan(request, "p.png")).toEqual(expected);
  });
});

describe("planOffline, single tasks", () => {
  it.each<[string, string[], string]>([
    ["Translate into German: How are you?", [], "translation(How are you? | German)"],
    ["translate good morning into French", [], "translation(good morning | French)"],
    ["What is in this picture?", ["p.png"], "image-to-text(<FILE>-1)"],
    [
      "How many dogs are in the photo?",
      ["p.png"],
      "visual-question-answering(<FILE>-1 | How many dogs are in the photo?)",
    ],
    [
      "What is the total on this invoice?",
      ["p.png"],
      "document-question-answering(<FILE>-1 | What is the total on this invoice?)",
    ],
    ["Who wrote the article?", ["a.txt"], "question-answering(Who wrote the article? | <FILE>-1)"],
    ["Which product sold best?", ["s.csv"], "table-question-answering(<FILE>-1 | Which product sold best?)"],
    ["What happens in the video?", ["v.mp4"], "video-text-to-text(<FILE>-1 | What happens in the video?)"],
    ["draw a red fox in the snow", [], "text-to-image(a red fox in the snow)"],
    ["Turn this photo into a video", ["p.png"], "image-to-video(<FILE>-1)"],
    ["Remove the background from the photo", ["p.png"], "image-segmentation(<FILE>-1)"],
    ["Count the cars in the picture", ["p.png"], "object-detection(<FILE>-1)"],
    ["find the red cup in the photo", ["p.png"], "zero-shot-object-detection(<FILE>-1 | red cup)"],
    [
      "classify this review as sports, politics or science",
      ["a.txt"],
      "zero-shot-classification(<FILE>-1 | sports,politics,science)",
    ],
    [
      "Is the sentiment of 'I love this phone' positive or negative?",
      [],
      "text-classification(I love this phone)",
    ],
    ["compose a happy tune of 10 seconds", [], "text-to-audio(a happy tune of 10 seconds | 10)"],
    ["draw the straight lines of the picture", ["p.png"], "mlsd-control(<FILE>-1)"],
    ["draw the edges of it", ["p.png"], "canny-control(<FILE>-1)"],
    ["draw the depth map of the photo", ["p.png"], "depth-estimation(<FILE>-1)"],
    ["draw a normal map of the photo", ["p.png"], "normal-control(<FILE>-1)"],
    ["draw the pose of the person in the photo", ["p.png"], "keypoint-detection(<FILE>-1)"],
    ["draw the segments of the photo", ["p.png"], "image-segmentation(<FILE>-1)"],
    ["draw boxes around the cars in the photo", ["p.png"], "object-detection(<FILE>-1)"],
    [
      "paint the photo in the style of van Gogh",
      ["p.png"],
      "image-to-image(<FILE>-1 | paint the photo in the style of van Gogh)",
    ],
    [
      "make the video look like a cartoon",
      ["v.mp4"],
      "video-to-video(<FILE>-1 | make the video look like a cartoon)",
    ],
    ["make this photo move for 5 seconds", ["p.png"], "image-to-video(<FILE>-1 | 5)"],
    ["把这张照片做成5秒的视频", ["p.png"], "image-to-video(<FILE>-1 | 5)"],
    ["判断'我很开心'和'我很高兴'有多相似", [], "sentence-similarity(我很开心 | 我很高兴)"],
    [
      "rank these texts by how well they answer 'how to bake bread': 'flour and water', 'cars'",
      [],
      "text-ranking(how to bake bread | flour and water,cars)",
    ],
    ["图中有多少人", ["p.png"], "visual-question-answering(<FILE>-1 | 图中有多少人)"],
    [
      "blur the background of the photo",
      ["p.png"],
      "image-to-image(<FILE>-1 | blur the background of the photo)",
    ],
    ["make a 2 minute video of the sea", [], "text-to-video(the sea | 120)"],
    ["draw a 512x768 picture of a fox", [], "text-to-image(a fox | 512 | 768)"],
    ["画一张1024x768的狐狸图片", [], "text-to-image(1024x768的狐狸 | 1024 | 768)"],
    [
      "use the mask m.png to replace the sofa in p.png with a bench",
      ["p.png", "m.png"],
      "image-to-image(<FILE>-1 | use the mask m.png to replace the sofa in p.png with a bench | <FILE>-2)",
    ],
    [
      "replace the sofa in the photo with a bench",
      ["room-mask.png", "room.png"],
      "image-to-image(<FILE>-2 | replace the sofa in the photo with a bench | <FILE>-1)",
    ],
    [
      "replace the mask in the photo with a smile",
      ["mask.png"],
      "image-to-image(<FILE>-1 | replace the mask in the photo with a smile)",
    ],
    ["what emotion is in this voice message?", ["t.wav"], "audio-classification(<FILE>-1)"],
    ["when does someone speak in this recording?", ["t.wav"], "voice-activity-detection(<FILE>-1)"],
    ["How similar are 'a cat sits' and 'a dog lies'?", [], "sentence-similarity(a cat sits | a dog lies)"],
    ["Paris is the [MASK] of France.", [], "fill-mask(Paris is the [MASK] of France)"],
    ["make a 3D model of a chair", [], "text-to-3d(a chair)"],
    ["make a 3d model from this picture", ["p.png"], "image-to-3d(<FILE>-1)"],
    ["compute the embedding of 'hello world'", [], "feature-extraction(hello world)"],
    ["forecast the next values", ["s.csv"], "time-series-forecasting(<FILE>-1)"],
    ["predict the price for each row", ["s.csv"], "tabular-regression(<FILE>-1)"],
    ["describe the second picture", ["p.png", "q.png"], "image-to-text(<FILE>-2)"],
    ["Compare the two texts", ["a.txt", "b.txt"], "sentence-similarity(<FILE>-1 | <FILE>-2)"],
    ["say 'hello world' out loud", [], "text-to-speech(hello world)"],
    ["read this aloud: hello world", [], "text-to-speech(hello world)"],
  ])("plans: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual([expected]);
  });

  it("understands every task of the catalogue that takes one thing, by its own name", () => {
    const all = ["a.txt", "p.png", "t.wav", "v.mp4", "s.csv"];
    const plain = OFFERED.filter(
      (id) => id.includes("-") && taskSpec(id).args.filter((arg) => arg.required).length === 1,
    );
    const lost = plain.filter((id) => {
      const result = planOffline({ request: `Use ${id} on it`, files: filesNamed(...all), offered: OFFERED });
      return result.kind !== "plan" || !result.plan.tasks.some(({ task }) => task === id);
    });
    expect(lost).toEqual([]);
  });
});

describe("planOffline, over several files", () => {
  it("says of more files than a plan can take that there are too many, not that something is missing", () => {
    const many = filesNamed(...Array.from({ length: 21 }, (_, at) => `p${at}.png`));
    expect(
      planOffline({ request: "draw the edges of each picture", files: many, offered: OFFERED }),
    ).toMatchObject({
      kind: "refused",
      problems: [expect.stringContaining("at most 20")],
      next: expect.stringContaining("fewer files"),
    });
  });

  const pictures = ["a.png", "b.png", "c.png"].map((name, at) => userFile(at + 1, name, "image"));
  const handles = (request: string): unknown[] => {
    const result = planOffline({ request, files: pictures, offered: OFFERED });
    return result.kind === "plan" ? planJson(result.plan).map(({ args }) => args.image) : [];
  };

  it.each(["Describe each picture.", "Describe the photos", "caption all of these images", "描述每张图片"])(
    "does the task for each: %s",
    (request) => {
      expect(handles(request)).toEqual(["<FILE>-1", "<FILE>-2", "<FILE>-3"]);
    },
  );

  it.each([
    ["Describe the second picture", "<FILE>-2"],
    ["Describe the last picture", "<FILE>-3"],
    ["Describe b.png", "<FILE>-2"],
    ["Describe the picture", "<FILE>-1"],
  ])("takes the one that is meant: %s", (request, handle) => {
    expect(handles(request)).toEqual([handle]);
  });
});

describe("planOffline, control tasks", () => {
  it.each([
    ["Draw the canny edges of this photo", "canny-control"],
    ["Give me the soft edges of this picture", "hed-control"],
    ["Find the straight lines in this photo", "mlsd-control"],
    ["Turn this photo into a scribble", "scribble-control"],
    ["Make a normal map of the picture", "normal-control"],
  ])("plans %s", (request, task) => {
    const result = planOffline({ request, files: [userFile(1, "a.png", "image")], offered: OFFERED });
    expect(result.kind === "plan" && result.plan.tasks.map((one) => one.task)).toEqual([task]);
  });

  it("gives a guide that was just drawn to what is made from it, and leaves the guide out of what it shows", () => {
    const request = "Draw the canny edges of this photo, then make a new picture of a castle guided by it";
    const result = planOffline({ request, files: [userFile(1, "a.png", "image")], offered: OFFERED });
    expect(result.kind === "plan" && planJson(result.plan)[1]).toMatchObject({
      task: "canny-text-to-image",
      args: { image: "<GENERATED>-0", text: "a castle" },
    });
  });
});

describe("planOffline, what it does not plan", () => {
  it.each(["", "   ", "?!", "42"])("takes %j as chat", (request) => {
    expect(shortPlan(request)).toEqual(["chat"]);
  });

  it("refuses what lacks a file, and says what is missing and how to give it", () => {
    const result = planOffline({ request: "Describe the photo.", files: [], offered: OFFERED });
    expect(result).toMatchObject({
      kind: "refused",
      reason: "The request needs a picture, and none was given",
      problems: ["image-to-text needs a picture, which the request does not give."],
      next: expect.stringContaining("--file photo.jpg"),
      lacking: ["image"],
    });
  });

  it("keeps a path in the request as a name, which is no file", () => {
    const result = planOffline({
      request: "Describe the photo /etc/passwd.png",
      files: [],
      offered: OFFERED,
    });
    expect(result.kind === "plan" && result.plan.tasks[0]?.args.image).toEqual({
      kind: "mention",
      name: "/etc/passwd.png",
    });
  });

  it("ends in a result for whatever request, quickly", () => {
    const words = fc.constantFrom(
      "read",
      "it",
      "aloud",
      "'",
      '"',
      "translate",
      "into",
      "French",
      "picture",
      ",",
      "and",
      "a.txt",
      ".",
      "«q1»",
      "?",
    );
    const requests = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(words, { maxLength: 60 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(requests, (request) => {
        const result = planOffline({ request, files: filesNamed("a.txt", "p.png"), offered: OFFERED });
        expect(["plan", "chat", "refused"]).toContain(result.kind);
      }),
      { numRuns: 300 },
    );
  });

  it("reads a request of megabytes no further than it must", () => {
    const request = `summarize ${"convert it to a picture of ".repeat(100_000)}`;
    expect(["plan", "refused"]).toContain(
      planOffline({ request, files: filesNamed("a.txt"), offered: OFFERED }).kind,
    );
  });
});
