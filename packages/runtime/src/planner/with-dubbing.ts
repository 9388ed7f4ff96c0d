import { type Plan, type PlannedTask, resolveTask, taskSpec } from "@hugginggpt/shared";
import { fileReference, outputReference, outputsIn } from "./plan-notation.js";
import type { PlanInput } from "./plan-result.js";

/** Words that ask for a video with sound, in the most frequent languages; \b applies to Latin letters only. */
const WORDS = [
  /\b(?:dub(?:s|bed|bing)?|voice[- ]?overs?|narrat\w+|soundtracks?|(?:with|add|put) (?:an? |some |the |its )?(?:\w+ )?(?:sound|music|audio|voice|speech))\b/i,
  /\b(?:vertont?\w*|synchronisier\w*|unterleg\w*|mit (?:ton|musik|stimme))\b/i,
  /\b(?:doubl(?:e|er|age|ez)|sonoris\w+|avec (?:du son|de la musique|une voix))\b/i,
  /\b(?:dobla\w*|doblaje|dubla\w*|doppia\w*|sonoriza\w*|con (?:sonido|música|voz))\b/i,
  /озвуч|дублир|наложи/i,
  /配音|配乐|配上|旁白|吹き替え|アフレコ|ナレーション|더빙|내레이션/,
];
const DUBBING = "video-dubbing";

/**
 * Returns a plan with an added step that puts sound into a video, if the request asks for a dubbed video and the plan
 * ends with the two separate: as many videos as recordings not used by other tasks, pair by pair, or one recording for
 * the one given video. Any other plan is returned unchanged, including one that joins them itself or a part of which
 * cannot run here: the rest is still made.
 */
export function withDubbing(plan: Plan, { request, files, offered, runnable = offered }: PlanInput): Plan {
  const { tasks } = plan;
  if (!WORDS.some((words) => words.test(request)) || tasks.some(({ task }) => resolveTask(task) === DUBBING))
    return plan;
  const taken = new Set(
    tasks.flatMap(({ args, dep }) => [...dep, ...Object.values(args).flatMap(outputsIn)]),
  );
  const ends = tasks.filter(({ id }) => !taken.has(id));
  const here = new Set(runnable);
  const sounds = makersOf("audio", ends);
  const videos = makersOf("video", ends);
  const given = files.filter(({ type }) => type === "video");
  const pictures =
    videos.length > 0 || given.length !== sounds.length
      ? videos
      : given.map(({ handle }) => fileReference(handle));
  if (!here.has(DUBBING) || !ends.every(({ task }) => here.has(resolveTask(task) ?? DUBBING))) return plan;
  if (sounds.length === 0 || pictures.length !== sounds.length) return plan;
  const first = Math.max(...tasks.map(({ id }) => id)) + 1;
  const steps = sounds.map(
    (audio, i): PlannedTask => ({
      id: first + i,
      task: DUBBING,
      args: { video: pictures[i], audio },
      dep: [],
    }),
  );
  return { tasks: [...tasks, ...steps] };
}

function makersOf(kind: "audio" | "video", tasks: readonly PlannedTask[]): string[] {
  return tasks.flatMap(({ id, task }) => {
    const name = resolveTask(task);
    return name && taskSpec(name).outputs[0] === kind ? [outputReference(id)] : [];
  });
}
