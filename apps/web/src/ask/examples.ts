import type { SetupView } from "@hugginggpt/server";
import type { Language } from "../i18n/words.svelte.js";

/** A request to try, with the tasks that it needs. */
interface Example {
  readonly words: Readonly<Record<Language, string>>;
  readonly tasks: readonly string[];
  /** Whether the user must add a file. */
  readonly needsFile?: boolean;
}

const EXAMPLES: readonly Example[] = [
  {
    words: {
      en: "Summarize this and read the summary aloud: The lighthouse was built in 1858. For a century its keeper climbed 126 steps every night. Since 1965 the lamp has been automatic, and today visitors climb the steps for the view.",
      zh: "Summarize this and read the summary aloud: The lighthouse was built in 1858. For a century its keeper climbed 126 steps every night. Since 1965 the lamp has been automatic.",
    },
    tasks: ["summarization", "text-to-speech"],
  },
  {
    words: { en: "Read the text in this picture aloud", zh: "把这张图片里的文字读出来" },
    tasks: ["image-to-text", "text-to-speech"],
    needsFile: true,
  },
  {
    words: {
      en: "Is this review positive: I loved the garden, but the rooms were cold",
      zh: "这条评论是好评还是差评：I loved the garden, but the rooms were cold",
    },
    tasks: ["text-classification"],
  },
  {
    words: { en: "Draw the edges of this picture", zh: "画出这张图片的边缘" },
    tasks: ["canny-control"],
    needsFile: true,
  },
  {
    words: {
      en: "Describe this photo, translate the description into German and read it aloud",
      zh: "描述这张照片，把描述翻译成德语并朗读出来",
    },
    tasks: ["image-to-text", "translation", "text-to-speech"],
    needsFile: true,
  },
  {
    words: { en: "Make a picture of a lighthouse at dusk", zh: "画一张黄昏时的灯塔" },
    tasks: ["text-to-image"],
  },
  {
    words: { en: "Transcribe this recording and summarize it", zh: "转写这段录音并总结" },
    tasks: ["automatic-speech-recognition", "summarization"],
    needsFile: true,
  },
];

/** Returns the examples that can run here (`now`) and those that need more settings (`later`). */
export function examplesFor({ tasks }: Pick<SetupView, "tasks">, language: Language) {
  const can = (example: Example): boolean => example.tasks.every((task) => tasks.includes(task));
  const shown = ({ words, needsFile = false }: Example) => ({ words: words[language], needsFile });
  return { now: EXAMPLES.filter(can).map(shown), later: EXAMPLES.filter((one) => !can(one)).map(shown) };
}
