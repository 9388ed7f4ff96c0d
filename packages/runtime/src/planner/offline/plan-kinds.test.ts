import { TASK_IDS } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { shortPlan } from "../../testing/short-plan.js";
import { planByRules } from "./plan-by-rules.js";

describe("planOffline, a chain named by what goes from task to task", () => {
  const [picture, video, words, speech] = [
    "text-to-image(a lighthouse at dusk)",
    "image-to-video(<GENERATED>-0)",
    "video-text-to-text(<GENERATED>-1 | describe the video)",
    "text-to-speech(<GENERATED>-2)",
  ];
  it.each<[string, string[], unknown[]]>([
    ["text to image to video to text to speech: a lighthouse at dusk", [], [picture, video, words, speech]],
    ["text-to-image-to-video: a lighthouse at dusk", [], [picture, video]],
    ["text -> image -> video of a lighthouse at dusk", [], [picture, video]],
    [
      "first text to image, then image to video, then video to text: a lighthouse at dusk",
      [],
      [picture, video, words],
    ],
    ["文字转图片转视频：a lighthouse at dusk", [], [picture, video]],
    ["image to text to speech", ["p.png"], ["image-to-text(<FILE>-1)", "text-to-speech(<GENERATED>-0)"]],
    ["image to speech", ["p.png"], ["image-to-text(<FILE>-1)", "text-to-speech(<GENERATED>-0)"]],
    [
      "speech to text to summary to speech",
      ["t.wav"],
      [
        "automatic-speech-recognition(<FILE>-1)",
        "summarization(<GENERATED>-0)",
        "text-to-speech(<GENERATED>-1)",
      ],
    ],
    [
      "语音转文字并总结",
      ["t.wav"],
      ["automatic-speech-recognition(<FILE>-1)", "summarization(<GENERATED>-0)"],
    ],
  ])("plans: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual(expected);
  });
});

describe("planOffline, a text after the colon of several tasks", () => {
  const text = "The keeper saw a storm coming. He lit the lamp early.";
  it.each<[string, string[]]>([
    [
      "Summarize this text and read the summary aloud",
      [`summarization(${text})`, "text-to-speech(<GENERATED>-0)"],
    ],
    ["总结下面的内容并朗读", [`summarization(${text})`, "text-to-speech(<GENERATED>-0)"]],
    [
      "Summarize and translate into German",
      [`summarization(${text})`, "translation(<GENERATED>-0 | German)"],
    ],
    ["Read aloud and translate into German", [`text-to-speech(${text})`, `translation(${text} | German)`]],
    [
      "Translate into German and into French",
      [`translation(${text} | German)`, `translation(${text} | French)`],
    ],
    ["概括这段文字并把摘要读出来", [`summarization(${text})`, "text-to-speech(<GENERATED>-0)"]],
    [
      "Translate this into German and read the translation aloud",
      [`translation(${text} | German)`, "text-to-speech(<GENERATED>-0)"],
    ],
  ])("goes to the first, and what it gives to the others: %s", (request, expected) => {
    expect(shortPlan(`${request}: ${text}`)).toEqual(expected);
  });
});

describe("planOffline, a guide that is to be found in a picture", () => {
  it.each<[string, string]>([
    ["Find the canny edges of this picture", "canny-control(<FILE>-1)"],
    ["find the soft edges in this photo", "hed-control(<FILE>-1)"],
    ["locate the pose of the dancer in this picture", "keypoint-detection(<FILE>-1)"],
    ["find the normals of this image", "normal-control(<FILE>-1)"],
  ])("is no thing that a detector looks for: %s", (request, expected) => {
    expect(shortPlan(request, "p.png")).toEqual([expected]);
  });
});

describe("planOffline, a language that says what a text is in", () => {
  it.each<[string, string[], string[]]>([
    ["is this tweet in Spanish offensive: hola amigo", [], ["text-classification(hola amigo)"]],
    ["Is the following review in German positive? 'Das war toll'", [], ["text-classification(Das war toll)"]],
    ["Transcribe this recording in Japanese", ["t.wav"], ["automatic-speech-recognition(<FILE>-1)"]],
    ["write a poem in Spanish about the sea", [], ["text-generation(write a poem in Spanish about the sea)"]],
    [
      "classify this review in Dutch as sports, politics or science",
      ["a.txt"],
      ["zero-shot-classification(<FILE>-1 | sports,politics,science)"],
    ],
  ])("asks for no translation: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual(expected);
  });

  it.each<[string, string[], string]>([
    ["summarize this letter in German", ["a.txt"], "translation(<GENERATED>-0 | German)"],
    ["what does 'hola' mean in English?", [], "translation(hola | English)"],
    ["translate this tweet in Spanish: hello there", [], "translation(hello there | Spanish)"],
    ["answer in French: what is the capital?", ["a.txt"], "translation(<GENERATED>-0 | French)"],
  ])("is translated into where it says how the answer is to be: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names).at(-1)).toBe(expected);
  });
});

describe("planOffline, what something is made from", () => {
  it.each([
    [
      "make a 3d model of a chair from this description: a wooden chair with four legs",
      "text-to-3d(a wooden chair with four legs)",
    ],
    ["make a picture from this description: a blue sea", "text-to-image(a blue sea)"],
    ["draw a castle matching this poem: grey walls", "text-to-image(grey walls)"],
    ["make a song from these lyrics: la la la", "text-to-audio(la la la)"],
    ["create a video following the script: 'A boat drifts.'", "text-to-video(A boat drifts.)"],
  ])("is not written first: %s", (request, expected) => {
    expect(shortPlan(request)).toEqual([expected]);
  });
});

describe("planOffline, what follows a colon", () => {
  it.each([
    ["判断这句话的情绪：我很开心", "text-classification(我很开心)"],
    ["找出这段话里的人名：小明去了北京", "token-classification(小明去了北京)"],
    ["读给我听：从前有一座山，山里有一座庙。", "text-to-speech(从前有一座山，山里有一座庙。)"],
    [
      "归类为体育、政治或科技：昨晚的比赛很精彩",
      "zero-shot-classification(昨晚的比赛很精彩 | 体育,政治,科技)",
    ],
    ["sentiment: I love it", "text-classification(I love it)"],
    ["is this comment friendly or rude: you fool", "zero-shot-classification(you fool | friendly,rude)"],
  ])("is the text: %s", (request, expected) => {
    expect(shortPlan(request)).toEqual([expected]);
  });

  it.each([
    ["translate into German: How are you?", "translation(How are you? | German)"],
    ["is this tweet offensive: you fool", "text-classification(you fool)"],
    ["把这句话翻译成法语：你好", "translation(你好 | French)"],
  ])("is the text, whatever file is given: %s", (request, expected) => {
    expect(shortPlan(request, "a.txt")).toEqual([expected]);
  });

  it("is a request where it asks for something", () => {
    expect(shortPlan("Do two things: draw a cat, then animate it")).toEqual([
      "text-to-image(a cat)",
      "image-to-video(<GENERATED>-0)",
    ]);
    expect(shortPlan("question about this letter: who wrote it?", "a.txt")).toEqual([
      "question-answering(who wrote it? | <FILE>-1)",
    ]);
  });
});

describe("planOffline, several things of one source", () => {
  it.each<[string, string, string[]]>([
    [
      "edges and the normal map of this photo",
      "p.png",
      ["canny-control(<FILE>-1)", "normal-control(<FILE>-1)"],
    ],
    [
      "give me the pose and the depth map of this photo",
      "p.png",
      ["keypoint-detection(<FILE>-1)", "depth-estimation(<FILE>-1)"],
    ],
    ["画出这张照片的边缘和法线图", "p.png", ["canny-control(<FILE>-1)", "normal-control(<FILE>-1)"]],
    [
      "a summary and a translation into German of this letter",
      "a.txt",
      ["summarization(<FILE>-1)", "translation(<FILE>-1 | German)"],
    ],
    [
      "the sentiment and the names in this letter",
      "a.txt",
      ["text-classification(<FILE>-1)", "token-classification(<FILE>-1)"],
    ],
  ])("plans: %s", (request, name, expected) => {
    expect(shortPlan(request, name)).toEqual(expected);
  });

  it.each([
    ["make a normal map of the depth map of this photo", "normal-control(<GENERATED>-0)"],
    ["find the depth of this photo, then make a normal map", "normal-control(<GENERATED>-0)"],
  ])("takes what was drawn where the request says so: %s", (request, expected) => {
    expect(shortPlan(request, "p.png")).toEqual(["depth-estimation(<FILE>-1)", expected]);
  });
});

describe("planOffline, several texts", () => {
  const three = (request: string): string[] => shortPlan(request, "a.txt", "b.txt", "c.txt");

  it.each([
    ["summarize each text", "summarization"],
    ["summarize the letters", "summarization"],
    ["read all of these documents aloud", "text-to-speech"],
    ["who is mentioned in these reports?", "token-classification"],
    ["is each of these reviews positive or negative?", "text-classification"],
  ])("makes one task for each: %s", (request, task) => {
    expect(three(request)).toEqual([1, 2, 3].map((handle) => `${task}(<FILE>-${handle})`));
  });

  it("takes them as one text where they are wanted together", () => {
    expect(three("summarize these articles together")).toEqual([
      "summarization(<FILE>-1\n<FILE>-2\n<FILE>-3)",
    ]);
  });

  it("takes the one that a request counts, and what was made before", () => {
    expect(three("summarize the second of these letters")).toEqual(["summarization(<FILE>-2)"]);
    expect(three("translate each text into German and read the translations aloud").slice(0, 3)).toEqual(
      [1, 2, 3].map((handle) => `translation(<FILE>-${handle} | German)`),
    );
  });
});

describe("planOffline, what is read to somebody", () => {
  it.each([
    ["read a summary of this letter to me", ["summarization(<FILE>-1)", "text-to-speech(<GENERATED>-0)"]],
    ["read me a summary of this letter", ["summarization(<FILE>-1)", "text-to-speech(<GENERATED>-0)"]],
    ["tell me a summary of the letter aloud", ["summarization(<FILE>-1)", "text-to-speech(<GENERATED>-0)"]],
    ["read the letter to us", ["text-to-speech(<FILE>-1)"]],
  ])("is spoken: %s", (request, expected) => {
    expect(shortPlan(request, "a.txt")).toEqual(expected);
  });
});

describe("planOffline, what a built-in tool does", () => {
  it.each([
    ["who is mentioned?", "a.txt", "token-classification"],
    ["which companies does the letter mention?", "a.txt", "token-classification"],
    ["这封信提到了谁？", "a.txt", "token-classification"],
    ["is this review good or bad?", "a.txt", "text-classification"],
    ["这条评论是好评还是差评？", "a.txt", "text-classification"],
    ["pencil sketch", "p.png", "scribble-control"],
    ["a line drawing of this picture", "p.png", "scribble-control"],
    ["pencil drawing of my dog", "p.png", "scribble-control"],
    ["把这张照片变成素描", "p.png", "scribble-control"],
  ])("plans: %s", (request, name, task) => {
    expect(shortPlan(request, name)).toEqual([`${task}(<FILE>-1)`]);
  });
});

describe("planOffline, a task that plain words name where nothing else is asked for", () => {
  it.each([
    ["I need the audio talk.wav in text form", "automatic-speech-recognition"],
    ["The audio in talk.wav is muffled, please fix it.", "audio-to-audio"],
    ["Tag talk.wav with the kind of sound", "audio-classification"],
    ["Partition the photo a.png into regions", "image-segmentation"],
    ["I want to know the category that a.png belongs to", "image-classification"],
    ["Spot everything in a.png", "object-detection"],
    ["I'd like the sky in a.png to be purple", "image-to-image"],
    ["Extract the invoice number from the document a.png", "document-question-answering"],
    ["Tell me about the picture a.png", "image-to-text"],
    ["show the total sales in s.csv", "table-question-answering"],
    ["Convert 'Where is the station?' from English to Spanish", "translation"],
    ["Recap 'It was a long day. We walked.'", "summarization"],
    ["Pronounce 'Good evening'", "text-to-speech"],
    ["I'd like a visual representation of 'a red car'", "text-to-image"],
    ["Animate 'a knight in the snow'", "text-to-video"],
    ["Give me ideas for a birthday party", "text-generation"],
  ])("plans: %s", (request, task) => {
    expect(shortPlan(request).map((one) => one.replace(/\(.*/s, ""))).toEqual([task]);
  });
});

describe("planOffline, how long a summary is to be", () => {
  it.each([
    ["summarize the letter in one sentence", "<FILE>-1 | 1"],
    ["Give me a two-sentence summary of the letter", "<FILE>-1 | 2"],
    ["summarize this in 3 bullet points", "<FILE>-1 | 3"],
    ["tell me in two sentences what the article says", "<FILE>-1 | 2"],
    ["用一句话总结这封信", "<FILE>-1 | 1"],
    ["summarize the letter", "<FILE>-1"],
    ["summarize the last sentence", "<FILE>-1"],
  ])("is passed on: %s", (request, args) => {
    expect(shortPlan(request, "a.txt")).toEqual([`summarization(${args})`]);
  });
});

describe("planOffline, what earlier runs of a conversation made", () => {
  const [letter, summary, translation] = ["letter.txt", "0-summarization.txt", "0-translation.txt"];
  it.each([
    ["read the summary aloud", [letter, summary], "text-to-speech(<FILE>-2)"],
    ["朗读摘要", [letter, summary], "text-to-speech(<FILE>-2)"],
    ["translate it into German", [letter, summary], "translation(<FILE>-2 | German)"],
    ["read the translation to me", [letter, summary, translation], "text-to-speech(<FILE>-3)"],
    ["what is the tone of the summary?", [letter, summary], "text-classification(<FILE>-2)"],
    [
      "what does the summary say about money?",
      [letter, summary],
      "question-answering(what does the summary say about money? | <FILE>-2)",
    ],
    ["animate the picture", ["photo.png", "0-text-to-image.png"], "image-to-video(<FILE>-2)"],
    ["summarize the transcript", ["t.wav", "0-automatic-speech-recognition.txt"], "summarization(<FILE>-2)"],
  ])("is meant where it is called by what it is: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual([expected]);
  });

  it.each([
    ["summarize the letter", [letter, summary], "summarization(<FILE>-1)"],
    ["give me the summary of the letter", [letter, summary], "summarization(<FILE>-1)"],
    ["who is mentioned in the letter?", [letter, summary], "token-classification(<FILE>-1)"],
    ["describe this photo", ["photo.png", "0-canny-control.png"], "image-to-text(<FILE>-1)"],
    ["read the letter aloud", [letter, "0-text-generation.txt"], "text-to-speech(<FILE>-1)"],
  ])("is not meant where the user's own file is: %s", (request, names, expected) => {
    expect(shortPlan(request, ...names)).toEqual([expected]);
  });
});

describe("planOffline, a language that the text is in already", () => {
  const french = "Le chat dort sur le lit. Il fait beau dehors et nous allons au parc.";
  const tasksOf = async (request: string) => {
    const result = await planByRules({ request, files: [], offered: TASK_IDS });
    return result.kind === "plan" ? result.plan.tasks.map(({ task }) => task) : [result.kind];
  };

  it.each([
    [`summarize in French: ${french}`, ["summarization"]],
    [`用法语总结：${french}`, ["summarization"]],
    ["Read this text in Spanish aloud: hola", ["text-to-speech"]],
    ["Read the note in German aloud: Der Hund schläft im Garten.", ["text-to-speech"]],
  ])("is not translated into: %s", async (request, tasks) => {
    expect(await tasksOf(request)).toEqual(tasks);
  });

  it.each([
    [`summarize in German: ${french}`, ["summarization", "translation"]],
    ["Read this text in Spanish aloud: Good morning, my friends", ["translation", "text-to-speech"]],
    ["Say in Spanish: hello", ["translation"]],
    ["Translate into Spanish: hola", ["translation"]],
  ])(
    "is translated into where the text is in another, or the request says so: %s",
    async (request, tasks) => {
      expect(await tasksOf(request)).toEqual(tasks);
    },
  );
});

describe("planOffline, what follows a colon with a text file given", () => {
  it.each([
    ["总结这封信：要短", "summarization(<FILE>-1)"],
    ["翻译这封信成英文：用正式的语气", "translation(<FILE>-1 | English)"],
    ["translate this letter into French: be formal", "translation(<FILE>-1 | French)"],
    ["Read this letter aloud: slowly", "text-to-speech(<FILE>-1)"],
    ["Summarize this text: The sun rose. All was well.", "summarization(The sun rose. All was well.)"],
  ])("says how, where it is no text: %s", (request, expected) => {
    expect(shortPlan(request, "letter.txt")).toEqual([expected]);
  });
});

describe("planOffline, a request whose words ask for nothing by the vocabulary", () => {
  it.each([
    ["What about the hum in this one", "talk.wav", "audio-to-audio"],
    ["I need only the foreground", "a.png", "image-segmentation"],
    ["the average of the second column, please", "s.csv", "table-question-answering"],
  ])("is for the task of which it speaks most: %s", (request, file, task) => {
    expect(shortPlan(request, file).map((one) => one.replace(/\(.*/s, ""))).toEqual([task]);
  });
});
