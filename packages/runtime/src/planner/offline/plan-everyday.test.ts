import { describe, expect, it } from "vitest";
import { shortPlan, shortPlanByRules } from "../../testing/short-plan.js";

describe("planOffline, several languages", () => {
  const both = ["translation(hello | German)", "translation(hello | French)"];
  it.each<[string, string[]]>([
    ["translate 'hello' into German and French", both],
    ["translate 'hello' to German, also to French", both],
    ["translate it to German, also to French: hello", both],
    ["translate 'hello' to German as well as French", both],
    ["translate 'hello' to German plus French", both],
    ["I need 'hello' in German/French", both],
    ["Translate 'hello' into German. And into French too.", both],
    ["translate 'hello' into both German & French", both],
    ["a German and a French version of 'hello' please", both],
    ["把“hello”翻译成德语和法语", both],
    ["把“hello”翻译成德语、法语和日语", [...both, "translation(hello | Japanese)"]],
    [
      "translate 'hello' from English to German, French and Japanese",
      [
        "translation(hello | German | English)",
        "translation(hello | French | English)",
        "translation(hello | Japanese | English)",
      ],
    ],
  ])("are one translation each, all of the same text: %s", (request, expected) => {
    expect(shortPlan(request)).toEqual(expected);
  });

  it.each<[string]>([
    ["「hello」をドイツ語とフランス語に翻訳して"],
    ["'hello'를 독일어와 프랑스어로 번역해 줘"],
    ["переведи «hello» на немецкий и французский"],
    ["traduce «hello» al alemán y al francés"],
    ["Übersetze „hello“ ins Deutsche und auch ins Französische"],
  ])("are so in other languages, too: %s", async (request) => {
    expect(await shortPlanByRules(request)).toEqual(both);
  });

  it("can all be read aloud", () => {
    expect(shortPlan("translate 'hello' into German and French and read both aloud")).toEqual([
      ...both,
      "text-to-speech(<GENERATED>-0)",
      "text-to-speech(<GENERATED>-1)",
    ]);
  });

  it.each<[string, string]>([
    ["give me the German wording", "a.txt"],
    ["a German version please", "a.txt"],
  ])("can be said by an adjective: %s", (request, file) => {
    expect(shortPlan(request, file)).toEqual(["translation(<FILE>-1 | German)"]);
  });
});

describe("planOffline, several files", () => {
  it.each<[string, string[]]>([
    ["describe 1.png and 2.png", ["image-to-text(<FILE>-1)", "image-to-text(<FILE>-2)"]],
    ["描述 1.png 和 2.png", ["image-to-text(<FILE>-1)", "image-to-text(<FILE>-2)"]],
    ["describe 1.png, then do the same for 2.png", ["image-to-text(<FILE>-1)", "image-to-text(<FILE>-2)"]],
  ])("are all worked on where a list names them: %s", (request, expected) => {
    expect(shortPlan(request, "1.png", "2.png")).toEqual(expected);
  });

  it("are asked about by their names", () => {
    expect(shortPlan("what differs between 1.png and 2.png?", "1.png", "2.png")[0]).toContain(
      "1.png and 2.png?",
    );
  });
});

describe("planOffline, what is said with other words", () => {
  it.each<[string, string, string[]]>([
    ["get rid of the background in it", "1.png", ["image-segmentation(<FILE>-1)"]],
    ["make the background transparent", "1.png", ["image-segmentation(<FILE>-1)"]],
    [
      "remove the man in the background",
      "1.png",
      ["image-to-image(<FILE>-1 | remove the man in the background)"],
    ],
    ["make the horse run", "1.png", ["image-to-video(<FILE>-1)"]],
    ["make a video", "1.png", ["image-to-video(<FILE>-1)"]],
    ["Is the speaker using German or Dutch?", "1.wav", ["audio-classification(<FILE>-1)"]],
    ["what's that noise?", "1.wav", ["audio-classification(<FILE>-1)"]],
    ["write it down", "1.wav", ["automatic-speech-recognition(<FILE>-1)"]],
    ["predict next month's sales", "1.csv", ["time-series-forecasting(<FILE>-1)"]],
    ["what does the letter say?", "1.txt", ["summarization(<FILE>-1)"]],
    ["give me all the names in the letter", "1.txt", ["token-classification(<FILE>-1)"]],
    ["translate it, into French please", "1.txt", ["translation(<FILE>-1 | French)"]],
    ["print this", "1.txt", ["text-generation(print this:\n\n<FILE>-1)"]],
  ])("is planned as it is meant: %s", (request, file, expected) => {
    expect(shortPlan(request, file)).toEqual(expected);
  });

  it.each<[string]>([["Is there a cat in it? Where?"], ["照片里有猫吗？在哪里？"]])(
    "finds in a picture what was asked for, where it is asked where: %s",
    (request) => {
      const [, found] = shortPlan(request, "1.png");
      expect(found).toMatch(/^zero-shot-object-detection\(<FILE>-1 \| (?:cat|猫)\)$/);
    },
  );

  it.each<[string, string]>([
    ["Verwandle das Bild in ein Video", "1.png"],
    ["Transforme l'image en vidéo", "1.png"],
    ["Transforma la imagen en un vídeo", "1.png"],
    ["これを動画にして", "1.png"],
    ["이걸 영상으로 만들어 줘", "1.png"],
  ])("makes a video of a picture in other languages, too: %s", async (request, file) => {
    expect((await shortPlanByRules(request, file))[0]).toMatch(/^image-to-video\(<FILE>-1/);
  });

  it.each<[string]>([
    ["Sag den Umsatz für nächsten Monat voraus"],
    ["Prédis les ventes du mois prochain"],
    ["来月の売上を予測して"],
    ["다음 달 매출을 예측해 줘"],
    ["Gelecek ayın satışlarını tahmin et"],
  ])("forecasts what comes next month: %s", async (request) => {
    expect(await shortPlanByRules(request, "1.csv")).toEqual(["time-series-forecasting(<FILE>-1)"]);
  });

  it("takes the lines below a request as its text", () => {
    expect(shortPlan("Translate the text below into German.\n\nThe train is late.")).toEqual([
      "translation(The train is late. | German)",
    ]);
  });

  it.each<[string]>([
    ["can you draw?"],
    ["你会画画吗？"],
    ["what is image segmentation?"],
    ["why do people take photos of food"],
    ["the translation you gave me was wrong"],
  ])("answers a question about the work itself: %s", async (request) => {
    expect((await shortPlanByRules(request))[0]).toBe(`text-generation(${request})`);
  });
});

describe("planOffline, what is not wanted", () => {
  it.each<[string]>([
    ["summarise a.txt but dont translate it"],
    ["summarize the text, no need to read it aloud"],
    ["summarize this without translating it"],
    ["Summarize the text. Don't read it out, please."],
    ["summarize it, no translation please"],
    ["summarize it but skip the translation"],
    ["总结一下，不用翻译"],
    ["总结一下，别念出来"],
  ])("is not planned: %s", (request) => {
    expect(shortPlan(request, "a.txt")).toEqual(["summarization(<FILE>-1)"]);
  });

  it.each<[string]>([
    ["Fasse den Text zusammen, aber übersetze ihn nicht"],
    ["résume le texte sans le traduire"],
    ["resume el texto, no lo traduzcas"],
    ["riassumi il testo senza tradurlo"],
    ["Resuma o texto, mas não traduza"],
    ["Vat de tekst samen, niet vertalen"],
    ["streść tekst, nie tłumacz"],
    ["Кратко изложи текст, не переводи"],
    ["metni özetle, çevirme"],
    ["要約して、翻訳しないで"],
    ["요약해줘, 번역하지 마"],
  ])("is not planned in other languages either: %s", async (request) => {
    expect(await shortPlanByRules(request, "a.txt")).toEqual(["summarization(<FILE>-1)"]);
  });

  it.each<[string, string[], string[]]>([
    ["Please don't forget to translate it to German", ["a.txt"], ["translation(<FILE>-1 | German)"]],
    ["no idea what he says, can you transcribe it?", ["a.wav"], ["automatic-speech-recognition(<FILE>-1)"]],
    ["draw a house, no people in it", [], ["text-to-image(a house, no people)"]],
  ])("is told from what is: %s", (request, files, expected) => {
    expect(shortPlan(request, ...files)).toEqual(expected);
  });
});

describe("planOffline, questions", () => {
  it.each<[string]>([
    ["who will quit?"],
    ["which machines are about to fail"],
    ["Who is likely to cancel next month?"],
    ["哪些客户会流失？"],
  ])("about what rows will do are predictions: %s", (request) => {
    expect(shortPlan(request, "t.csv")).toEqual(["tabular-classification(<FILE>-1)"]);
  });

  it.each<[string]>([
    ["Welche Kunden werden kündigen?"],
    ["Quels clients vont partir ?"],
    ["¿Qué clientes van a cancelar?"],
    ["Hangi müşteriler ayrılacak?"],
  ])("are so in other languages, too: %s", async (request) => {
    expect(await shortPlanByRules(request, "t.csv")).toEqual(["tabular-classification(<FILE>-1)"]);
  });

  it.each<[string]>([["who is the oldest?"], ["how many will leave?"], ["which row has the highest price"]])(
    "about rows as they are, are asked: %s",
    (request) => {
      expect(shortPlan(request, "t.csv")).toEqual([`table-question-answering(<FILE>-1 | ${request})`]);
    },
  );

  it.each<[string, string[]]>([
    [
      "Is this positive, and who is mentioned? 'Anna said Berlin was fine.'",
      ["text-classification(Anna said Berlin was fine.)", "token-classification(Anna said Berlin was fine.)"],
    ],
    ["'Dobrý den!' Which language is that?", ["text-classification(Dobrý den!)"]],
    ["'Jak se máte?' What language is this", ["text-classification(Jak se máte?)"]],
    ["这句话是什么语言？“Bonjour”", ["text-classification(Bonjour)"]],
    ["Translate this into German. 'How are you?'", ["translation(How are you? | German)"]],
    ["'What is a fjord?'", ["question-answering(What is a fjord?)"]],
    [
      "Is this review good? If it is bad, write an apology. 'The soup was cold.'",
      ["text-classification(The soup was cold.)", "text-generation(write an apology:\n\nThe soup was cold.)"],
    ],
  ])("about one quoted text are each about it: %s", (request, expected) => {
    expect(shortPlan(request)).toEqual(expected);
  });
});

describe("planOffline, words typed in haste", () => {
  it.each<[string, string, string[]]>([
    ["whats this guy saying", "a.wav", ["automatic-speech-recognition(<FILE>-1)"]],
    ["pls tranlsate this to german", "a.txt", ["translation(<FILE>-1 | German)"]],
    ["sumarize it", "a.txt", ["summarization(<FILE>-1)"]],
    ["can u discribe teh pic", "a.png", ["image-to-text(<FILE>-1)"]],
    ["transcibe it plz", "a.wav", ["automatic-speech-recognition(<FILE>-1)"]],
  ])("are read as they are meant: %s", (request, file, expected) => {
    expect(shortPlan(request, file)).toEqual(expected);
  });

  it("leaves words alone that only look like a command", () => {
    expect(shortPlan("draw a captain and a particle")).toEqual(["text-to-image(a captain and a particle)"]);
  });
});

describe("planOffline, how many", () => {
  it.each<[string, string, string[]]>([
    ["describe the first two pictures", "png", ["image-to-text(<FILE>-1)", "image-to-text(<FILE>-2)"]],
    [
      "translate the last 2 letters to German",
      "txt",
      ["translation(<FILE>-2 | German)", "translation(<FILE>-3 | German)"],
    ],
    [
      "which of these is more positive?",
      "txt",
      ["text-classification(<FILE>-1)", "text-classification(<FILE>-2)", "text-classification(<FILE>-3)"],
    ],
  ])("says which files are meant: %s", (request, extension, expected) => {
    expect(shortPlan(request, ...["a", "b", "c"].map((name) => `${name}.${extension}`))).toEqual(expected);
  });

  it("asks for one more of the same kind", () => {
    expect(shortPlan("draw a picture of a cat, then one of a dog")).toEqual([
      "text-to-image(a cat)",
      "text-to-image(a dog)",
    ]);
  });
});

describe("planOffline, conditions", () => {
  it.each<[string, string, string[]]>([
    ["if it's in english, transcribe it", "a.wav", ["automatic-speech-recognition(<FILE>-1)"]],
    [
      "if the caller sounds upset, summarize the call",
      "a.wav",
      [
        "audio-classification(<FILE>-1)",
        "automatic-speech-recognition(<FILE>-1)",
        "summarization(<GENERATED>-1)",
      ],
    ],
    [
      "Is there any text in it? if so translate it into German",
      "a.png",
      ["image-to-text(<FILE>-1)", "translation(<GENERATED>-0 | German)"],
    ],
  ])("are not what is to be done: %s", (request, file, expected) => {
    expect(shortPlan(request, file)).toEqual(expected);
  });
});

describe("planOffline, a text that is told beside a question", () => {
  it.each<[string, string]>([
    ["The soup was cold and nobody cared. Positive or negative?", "The soup was cold and nobody cared."],
    ["Positive or negative? The soup was cold and nobody cared.", "The soup was cold and nobody cared."],
    ["You have won a free cruise. Is this spam?", "You have won a free cruise."],
    ["服务太差了，我再也不来了。好评还是差评？", "服务太差了，我再也不来了。"],
    ["Das Essen war kalt. Positiv oder negativ?", "Das Essen war kalt."],
  ])("judges the text: %s", async (request, text) => {
    expect(await shortPlanByRules(request)).toEqual([`text-classification(${text})`]);
  });

  it("finds the names in it", () => {
    const request = "The capital of France is Paris. Who is mentioned?";
    expect(shortPlan(request)).toEqual(["token-classification(The capital of France is Paris.)"]);
  });

  it.each(["I'm building a shed. How much wood do I need?", "The train leaves at nine. Is it raining?"])(
    "leaves other questions whole: %s",
    async (request) => {
      expect(await shortPlanByRules(request)).toEqual([`text-generation(${request})`]);
    },
  );
});

describe("planOffline, listening", () => {
  it("is what the model is to do with a recording", () => {
    const request = "Listen to the clip and tell me which instrument is playing";
    expect(shortPlan(request, "a.wav")).toEqual(["audio-classification(<FILE>-1)"]);
  });

  it("is what the person wants to do with a text", () => {
    expect(shortPlan("listen to this article", "a.txt")).toEqual(["text-to-speech(<FILE>-1)"]);
    expect(shortPlan("transcribe it, translate it into French and let me hear it", "a.wav")).toEqual([
      "automatic-speech-recognition(<FILE>-1)",
      "translation(<GENERATED>-0 | French)",
      "text-to-speech(<GENERATED>-1)",
    ]);
  });

  it.each(["Read me this letter but in Italian", "Read it out, but translated into Italian"])(
    "needs a translation first where another language is asked for: %s",
    (request) => {
      expect(shortPlan(request, "a.txt")).toEqual([
        "translation(<FILE>-1 | Italian)",
        "text-to-speech(<GENERATED>-0)",
      ]);
    },
  );
});

describe("planOffline, words that mean something else elsewhere", () => {
  it.each<[string, string[], string]>([
    ["Is this X-ray normal?", ["x.png"], "image-classification"],
    ["how do you say 'good morning' in Chinese?", [], "translation"],
    ["which animal makes this noise?", ["a.wav"], "audio-classification"],
    ["sum up column B", ["b.csv"], "table-question-answering"],
    ["make a picture that looks like an old film photograph of Rome", [], "text-to-image"],
    ["Design a cosy kitchen, evening light", [], "text-to-image"],
    ["Design a survey on commuting", [], "text-generation"],
    ["animate a kite above the sea", [], "text-to-video"],
    ["three people speak at once, I need a track for each", ["a.wav"], "audio-to-audio"],
    ["What's making that rattling noise?", ["a.wav"], "audio-classification"],
    ["Does he say yes or no?", ["a.wav"], "audio-classification"],
    ["Would you call this hate speech? 'Go away, all of you.'", [], "text-classification"],
    ["Label this ticket as bug, feature or question: 'It does nothing.'", [], "zero-shot-classification"],
    ["Say that in plain English: 'The lessee shall remit.'", [], "text-generation"],
    ["Make it two sentences: a.txt", ["a.txt"], "summarization"],
    ["What will each customer spend next year?", ["c.csv"], "tabular-regression"],
    ["mark the potholes", ["r.png"], "image-segmentation"],
    ["I need a picture of a castle. Could you paint one?", [], "text-to-image"],
    ["What is he saying?", ["v.mp4"], "automatic-speech-recognition"],
    [
      "Which team is this for? 'It arrived broken.' Choose from sales, returns or help.",
      [],
      "zero-shot-classification",
    ],
    ["It came out far too dark. Is there anything you can do?", ["p.png"], "image-to-image"],
    ["Are these two basically the same: 'Software engineer' and 'Programmer'?", [], "sentence-similarity"],
    ["which language is this written in: 'Hei maailma'", [], "text-classification"],
  ])("plans: %s", (request, names, task) => {
    expect(shortPlan(request, ...names).map((one) => one.replace(/\(.*/s, ""))).toEqual([task]);
  });

  it("take no words of the request for a text where a recording is given", () => {
    expect(shortPlan("He talks for an hour. I only need the key points.", "talk.wav")).toEqual([
      "automatic-speech-recognition(<FILE>-1)",
      "summarization(<GENERATED>-0)",
    ]);
  });
});
