import { type Plan, TASK_IDS } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { withDubbing } from "./with-dubbing.js";

const step = (id: number, task: string, args: Record<string, unknown> = { text: "a boat" }) => ({
  id,
  task,
  args,
  dep: [-1],
});
const APART: Plan = { tasks: [step(0, "text-to-video"), step(1, "tts")] };
const joined = (plan: Plan, request: string, ...files: Parameters<typeof userFile>[]) =>
  withDubbing(plan, { request, files: files.map((file) => userFile(...file)), offered: TASK_IDS })
    .tasks.slice(plan.tasks.length)
    .map(({ id, task, args }) => [id, task, args.video, args.audio]);
const JOIN = [[2, "video-dubbing", "<GENERATED>-0", "<GENERATED>-1"]];

describe("withDubbing", () => {
  it.each([
    "make a video of a boat and dub it",
    "Make a video titled 'A boat' with a voice-over",
    "a clip of the sea with music please",
    "mach ein Video von einem Boot und vertone es",
    "fais une vidéo d'un bateau et double-la",
    "haz un vídeo de un barco y dóblalo con voz",
    "сделай видео о лодке и озвучь его",
    "做一个小船的视频并配音",
    "ボートの動画を作って、ナレーションを付けて",
  ])("joins video and sound for %s", (request) => {
    expect(joined(APART, request)).toEqual(JOIN);
  });

  it("leaves a plan alone that joins them, whose request does not ask for it, or in which it is not clear what", () => {
    const own = {
      tasks: [...APART.tasks, step(2, "dubbing", { video: "<GENERATED>-0", audio: "<GENERATED>-1" })],
    };
    expect(joined(own, "make a video and dub it")).toEqual([]);
    expect(joined(APART, "make a video of a boat, and read this letter aloud")).toEqual([]);
    expect(joined({ tasks: [step(0, "text-to-speech")] }, "dub it")).toEqual([]);
    expect(joined({ tasks: [...APART.tasks, step(2, "text-to-speech")] }, "dub it")).toEqual([]);
    const heard = {
      tasks: [...APART.tasks, step(2, "automatic-speech-recognition", { audio: "<GENERATED>-1" })],
    };
    expect(joined(heard, "make a video, dub it and transcribe the voice")).toEqual([]);
  });

  it("joins pair by pair, and a recording with the one video that was given", () => {
    const two = { tasks: [...APART.tasks, step(2, "text-to-video"), step(3, "text-to-audio")] };
    expect(joined(two, "two videos, dub both").map(([, , video, audio]) => [video, audio])).toEqual([
      ["<GENERATED>-0", "<GENERATED>-1"],
      ["<GENERATED>-2", "<GENERATED>-3"],
    ]);
    const speech = { tasks: [step(0, "text-to-speech")] };
    expect(joined(speech, "dub this clip with 'Hello'", [1, "clip.mp4", "video"])).toEqual([
      [1, "video-dubbing", "<FILE>-1", "<GENERATED>-0"],
    ]);
  });

  it.each(["video-dubbing", "text-to-video", "text-to-speech"] as const)(
    "leaves the parts as they are where %s cannot run here, so that what can be had is made",
    (lacking) => {
      const runnable = TASK_IDS.filter((id) => id !== lacking);
      expect(withDubbing(APART, { request: "dub it", files: [], offered: TASK_IDS, runnable })).toEqual(
        APART,
      );
    },
  );
});
