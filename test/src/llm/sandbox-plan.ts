/** A task as HuggingGPT's notation writes it. */
export interface SandboxTask {
  readonly id: number;
  readonly task: string;
  readonly args: Readonly<Record<string, string>>;
  readonly dep: readonly number[];
}

/** A rule: what the request says, and what is planned for it. */
interface Rule {
  readonly when: RegExp;
  readonly plan: (request: string) => readonly Step[];
}

/** A task without its id; arguments may refer to earlier steps as `<GENERATED>-n`. */
type Step = readonly [task: string, args: Readonly<Record<string, string>>];

const FILE = "<FILE>-1";

/** The first rule that matches is taken. */
const RULES: readonly Rule[] = [
  {
    when: /\bvideo\b.*\bdub|\bdub\b.*\bvideo/i,
    plan: (request) => [
      ["text-to-video", { text: subject(request) }],
      ["text-to-speech", { text: subject(request) }],
    ],
  },
  { when: /\bvideo\b/i, plan: (request) => [["text-to-video", { text: subject(request) }]] },
  {
    when: /\b(?:read|describe|caption|say)\b.*\b(?:picture|image|photo|page)\b/i,
    plan: (request) => withVoice(request, [["image-to-text", { image: FILE }]]),
  },
  {
    when: /\b(?:how many|find|detect|count)\b.*\b(?:picture|image|photo)\b/i,
    plan: () => [["object-detection", { image: FILE }]],
  },
  {
    when: /\b(?:transcribe|write down|recording)\b/i,
    plan: () => [["automatic-speech-recognition", { audio: FILE }]],
  },
  {
    when: /\bsummari[sz]e\b/i,
    plan: (request) =>
      withVoice(request, [["summarization", { text: source(request) }], ...aboutText(request)]),
  },
  {
    when: /\btranslate\b/i,
    plan: (request) =>
      withVoice(request, [
        [
          "translation",
          {
            text: source(request),
            target_language: /\b(?:in)?to (?<language>[A-Z]\w+)/.exec(request)?.groups?.language ?? "German",
          },
        ],
      ]),
  },
  {
    when: /\b(?:draw|paint|picture|image|photo)\b/i,
    plan: (request) => [["text-to-image", { text: subject(request) }]],
  },
  { when: /\b(?:sentiment|tone|names?|people)\b/i, plan: (request) => aboutText(request) },
  {
    when: /\b(?:read|say|speak)\b.*\b(?:aloud|out loud)\b|\bspeech\b/i,
    plan: (request) => [["text-to-speech", { text: source(request) }]],
  },
];

/** Returns the tasks that a few fixed rules find in a request; an empty list where none applies. */
export function sandboxPlan(request: string): SandboxTask[] {
  const steps = RULES.find(({ when }) => when.test(request))?.plan(request) ?? [];
  return steps.map(([task, args], id) => {
    const refs = [...JSON.stringify(args).matchAll(/<GENERATED>-(\d+)/g)].map((match) => Number(match[1]));
    return { id, task, args, dep: refs.length > 0 ? refs : [-1] };
  });
}

/** Adds reading the first step's text aloud, where the request asks for it. */
function withVoice(request: string, steps: readonly Step[]): readonly Step[] {
  const asked = /\b(?:aloud|out loud|speech|voice)\b/i.test(request);
  return asked ? [...steps, ["text-to-speech", { text: "<GENERATED>-0" }]] : steps;
}

function aboutText(request: string): readonly Step[] {
  const tone: readonly Step[] = /\b(?:sentiment|tone|positive|negative)\b/i.test(request)
    ? [["text-classification", { text: source(request) }]]
    : [];
  const names: readonly Step[] = /\b(?:names?|people|places)\b/i.test(request)
    ? [["token-classification", { text: source(request) }]]
    : [];
  return [...tone, ...names];
}

/** What stands in quotation marks; else the given file. */
function source(request: string): string {
  return quoted(request) ?? FILE;
}

/** What stands in quotation marks; else the request itself. */
function subject(request: string): string {
  return quoted(request) ?? request;
}

function quoted(request: string): string | undefined {
  return /(?<!\w)['"“‘](?<inner>.{2,}?)['"”’](?!\w)/.exec(request)?.groups?.inner;
}
