import {
  isMedia,
  type Media,
  oneLine,
  type ResolvedArgs,
  type SoundFacts,
  type TaskId,
  type TaskOutput,
  taskSpec,
} from "@hugginggpt/shared";

/** What a user should know about a task's sound inputs. */
export interface Heard {
  readonly remarks: readonly string[];
  /** The name of a recording or a video that holds no sound; null if each does. */
  readonly mute: string | null;
}

/**
 * Listens to a task's sound inputs if that was not done when they were given or made: models invent words for silence,
 * so the user is told before a model hears it.
 */
export async function heardBefore(task: TaskId, args: ResolvedArgs, signal: AbortSignal): Promise<Heard> {
  const remarks: string[] = [];
  let mute: string | null = null;
  for (const { name, type } of taskSpec(task).args) {
    const media = args[name];
    if (type !== "audio" || !isMedia(media)) continue;
    const { sound, remark } = media.sound
      ? { sound: media.sound, remark: null }
      : await listenTo(media, signal);
    if (remark) remarks.push(remark);
    if (sound?.lack === "empty") mute ??= oneLine(media.name, 120);
  }
  return { remarks, mute };
}

/** Returns an output with facts about the sound of its recordings, and remarks for the user. */
export async function heardAfter(
  output: TaskOutput,
  signal: AbortSignal,
): Promise<{ readonly output: TaskOutput; readonly remarks: readonly string[] }> {
  if (!output.media?.some(({ kind }) => kind === "audio")) return { output, remarks: [] };
  const remarks: string[] = [];
  const listen = async (media: Media): Promise<Media> => {
    if (media.kind !== "audio") return media;
    const { sound, remark } = await listenTo(media, signal);
    if (remark) remarks.push(remark);
    return sound ? { ...media, sound } : media;
  };
  return { output: { ...output, media: await Promise.all(output.media.map(listen)) }, remarks };
}

async function listenTo(
  media: Media,
  signal: AbortSignal,
): Promise<{ readonly sound: SoundFacts | null; readonly remark: string | null }> {
  const { hearSound, soundRemark } = await import("@hugginggpt/shared/sound");
  const sound = await hearSound(media, signal);
  if (!sound || "problem" in sound) return { sound: null, remark: null };
  return { sound, remark: soundRemark(oneLine(media.name, 120), sound) };
}
