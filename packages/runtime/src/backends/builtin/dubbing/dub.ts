import { Fault, isMedia, type Media, secondsText } from "@hugginggpt/shared";
import { readSound } from "@hugginggpt/shared/sound";
import { inThread } from "@hugginggpt/shared/threads";
import type { Tool } from "../tool.js";
import type { DubAnswer, DubJob, DubSound } from "./dub-worker.js";

const WORKER = new URL("./dub-worker.js", import.meta.url);
const LIMITS = { ms: 120_000, heapMb: 512, growthMb: 1_536 };
/** A player shows no difference below this, in seconds. */
const ABOUT_EQUAL = 0.25;

/** Sound that browsers play in MP4 unchanged. Everything else is decoded and encoded without loss. */
const COPIED_TYPES: ReadonlySet<string> = new Set([
  "audio/mpeg",
  "audio/mp4",
  "audio/aac",
  "audio/flac",
  "audio/ogg; codecs=opus",
  "video/mp4",
  "video/quicktime",
  "video/webm",
]);

/**
 * Puts a recording into a video as its only sound: one file, MP4, or WebM where both are of its codecs. Pictures are
 * copied, and so is sound in MP3, AAC, FLAC or Opus; other sound becomes FLAC. If one lasts longer, nothing is cut.
 * @throws Fault BAD_REQUEST for a video without pictures or in a codec that MP4 does not hold; INPUT_TOO_LARGE if it
 * takes too long or too much memory; what `readSound` throws; the signal's reason.
 */
export const dub: Tool = async ({ video, audio }, signal, warn) => {
  if (!isMedia(video) || !isMedia(audio))
    throw new Fault("BAD_REQUEST", "Dubbing needs a video and a recording", { came: "none" });
  const sound = await soundOf(audio, signal);
  if ("channels" in sound && !sound.channels[0]?.length) throw refused(video, audio, "sound");
  const job: DubJob = { video: video.bytes, sound };
  const answer = await inThread<DubAnswer>(WORKER, job, { ...LIMITS, signal });
  if (typeof answer === "string") throw failed(video, answer);
  if ("problem" in answer) throw refused(video, audio, answer.problem);
  for (const message of remarks(answer)) warn?.(message);
  const { bytes, mediaType } = answer;
  return { media: [{ kind: "video", bytes, mediaType, name: "dubbed" }] };
};

async function soundOf(audio: Media, signal: AbortSignal): Promise<DubSound> {
  return COPIED_TYPES.has(audio.mediaType) ? { bytes: audio.bytes } : readSound(audio, { signal });
}

function remarks({
  pictureSeconds,
  soundSeconds,
  hadSound,
}: Exclude<DubAnswer, { problem: string }>): string[] {
  const lengths = `The sound lasts ${secondsText(soundSeconds)}, the video ${secondsText(pictureSeconds)}`;
  return [
    ...(soundSeconds > pictureSeconds + ABOUT_EQUAL
      ? [`${lengths}: nothing is cut, the last picture stays to the end`]
      : []),
    ...(hadSound ? ["The video's own sound is left out of the dubbed one"] : []),
  ];
}

function failed({ name }: Media, why: "time" | "memory" | "crash"): Fault {
  return why === "crash"
    ? new Fault("SERVER_ERROR", "The built-in tool dubbing failed", { came: name })
    : new Fault("INPUT_TOO_LARGE", `${name} is too large to be dubbed here: it takes too much ${why}`, {
        next: "Give a shorter video.",
      });
}

function refused(video: Media, audio: Media, problem: "pictures" | "sound" | "codec"): Fault {
  const came = `${video.name}, ${video.mediaType}; ${audio.name}, ${audio.mediaType}`;
  const [said, next] = {
    pictures: [`${video.name} holds no pictures that can be read`, "Give a video as MP4, MOV or WebM."],
    sound: [`${audio.name} holds no sound`, "Give a recording as WAV or MP3."],
    codec: [
      `${video.name} or ${audio.name} is in a codec that MP4 does not hold`,
      "Save the video as MP4, the recording as WAV or MP3.",
    ],
  }[problem];
  return new Fault("BAD_REQUEST", said ?? "", {
    wanted: "a video and a recording",
    came,
    next,
  });
}
