import { wavOf } from "@hugginggpt/shared/sound";
import { describe, expect, it } from "vitest";
import { execution, reasonOf } from "../testing/execution.js";
import { candidate, planOf, selection, wavMedia } from "../testing/execution-bench.js";

const speech = (...samples: number[]): Uint8Array => wavOf([Float32Array.from(samples)], 16_000);

describe("a task that hears", () => {
  it("tells of a recording without sound before a model hears it, and of a transcript without words", async () => {
    const silent = speech(0);
    const file = {
      handle: 1,
      given: "a.wav",
      name: "a.wav",
      type: "audio",
      mediaType: "audio/wav",
      bytes: silent,
    } as const;
    const ear = selection(candidate("m/ear", "automatic-speech-recognition"));
    const { run, events } = execution(
      { "m/ear": async () => ({ text: " " }) },
      { 1: ear },
      { files: [file] },
    );
    const audio = { kind: "file", handle: 1 } as const;
    await run(planOf({ id: 1, task: "automatic-speech-recognition", args: { audio } }));
    expect(events.flatMap((event) => (event.type === "warning" ? [event.message] : []))).toEqual([
      "a.wav is silent: any words heard in it are made up",
      "m/ear found no words for task 1",
    ]);
  });

  it("does not let a model hear what holds no sound, and tells how long and how loud what was made is", async () => {
    const made = (name: string, ...samples: number[]) => ({
      media: [{ ...wavMedia(), name, bytes: speech(...samples) }],
    });
    const behave = {
      "m/mute": async () => made("mute.wav"),
      "m/loud": async () => made("loud.wav", 1, 0.0002),
    };
    const voices = {
      1: selection(candidate("m/mute", "text-to-speech")),
      3: selection(candidate("m/loud", "text-to-speech")),
    };
    const ear = selection(candidate("m/ear", "automatic-speech-recognition"));
    const { run, events, backend } = execution(behave, { ...voices, 2: ear });
    const text = { kind: "literal", value: "hello" } as const;
    const audio = { kind: "output", of: 1 } as const;
    const outcomes = await run(
      planOf(
        { id: 1, task: "text-to-speech", args: { text } },
        { id: 2, task: "automatic-speech-recognition", args: { audio }, dep: [1] },
        { id: 3, task: "text-to-speech", args: { text } },
      ),
    );
    expect(reasonOf(outcomes.get(2))).toBe("mute.wav has no sound");
    expect(backend.jobs.map(({ model }) => model)).not.toContain("m/ear");
    expect(outcomes.get(3)).toMatchObject({
      output: { media: [{ sound: { seconds: 2 / 16_000, clipped: 0.5 } }] },
    });
    expect(events.flatMap((event) => (event.type === "warning" ? [event.message] : []))).toEqual(
      expect.arrayContaining([
        "mute.wav has no sound",
        "loud.wav was recorded too loud: 50 % of it is clipped",
      ]),
    );
  });
});
