import { type PlannedTask, TASK_IDS } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPlan } from "../planner/check-plan.js";
import { needsOf } from "../selector/need/needs-of.js";
import { userFile } from "../testing/user-file.js";

const FILES = [
  userFile(1, "call.wav", "audio"),
  userFile(2, "photo.png", "image"),
  userFile(3, "brief.txt", "text", "Sehr geehrte Damen und Herren, die Heizung ist seit gestern kalt."),
];

type Step = readonly [task: string, args: Record<string, unknown>, need?: string];

async function needs(request: string, ...steps: readonly Step[]) {
  const tasks = steps.map(([task, args, need], id): PlannedTask => {
    return { id, task, args, dep: [], ...(need ? { need } : {}) };
  });
  const checked = checkPlan({ tasks }, { files: FILES, offered: TASK_IDS });
  if (!checked.ok) throw new Error(checked.problems.join("\n"));
  const made = await needsOf({ request, files: FILES, tasks: checked.plan.tasks });
  return checked.plan.tasks.map(({ id }) => made.get(id));
}

async function languages(request: string, ...steps: readonly Step[]) {
  return (await needs(request, ...steps)).map((need) => {
    const { input = [], output = [], certain } = need?.languages ?? {};
    return `${input.join(" ")}>${output.join(" ")}${certain ? "" : "?"}`;
  });
}

describe("the words of a need", () => {
  it("are the plan's own where it has some", async () => {
    const [need] = await needs("Shorten it", [
      "summarization",
      { text: "<FILE>-3" },
      "summary of German letters",
    ]);
    expect(need?.text).toBe("summary of German letters");
  });

  it("else the request's, without the texts, quotations and names of files that the step works on", async () => {
    const [need] = await needs('Is this review positive? "The room was cold and loud." See photo.png', [
      "text-classification",
      { text: "The room was cold and loud." },
    ]);
    expect(need?.text).toMatch(/^sentiment; Is this review positive\?/);
    expect(need?.text).not.toMatch(/cold|photo/);
  });

  it("hold the words of what is to be made, which say in which style", async () => {
    const [need] = await needs("Make me something nice", ["text-to-image", { text: "a pixel art castle" }]);
    expect(need?.text).toContain("pixel art castle");
  });

  it("hold no words of a request in another language than English", async () => {
    const [need] = await needs("Fasse diesen Text zusammen", ["summarization", { text: "<FILE>-3" }]);
    expect(need?.text).toBe("");
    const find = (request: string) => needs(request, ["object-detection", { image: "<FILE>-2" }]);
    expect((await find("Wo ist auf diesem Foto der Regenschirm?"))[0]?.text).toBe("");
    expect((await find("Wo ist auf diesem Foto das Nummernschild?"))[0]?.text).toBe("license plates");
  });
});

describe("the languages of a step", () => {
  it("are those of the text that it is given, also from a file", async () => {
    const text = "Das Zimmer war sauber und sehr ruhig.";
    expect(await languages("Is this positive?", ["text-classification", { text }])).toEqual(["de>"]);
    expect(await languages("Shorten this", ["summarization", { text: "<FILE>-3" }])).toEqual(["de>de"]);
  });

  it("are what the plan states, whether or not the task takes the argument", async () => {
    const asr: Step = ["automatic-speech-recognition", { audio: "<FILE>-1", language: "Farsi" }];
    expect(await languages("What is said?", asr)).toEqual(["fa>fa"]);
    const emotion: Step = ["audio-classification", { audio: "<FILE>-1", language: "es" }];
    expect(await languages("How does she feel?", emotion)).toEqual(["es>"]);
  });

  it("are what the request names where the step hears a recording, else the request's own as a guess", async () => {
    const step: Step = ["automatic-speech-recognition", { audio: "<FILE>-1" }];
    expect(await languages("Transcribe this Dutch interview", step)).toEqual(["nl>nl"]);
    expect(await languages("Transkribiere bitte diese Aufnahme für mich", step)).toEqual(["de>de?"]);
  });

  it("are named by the plan's need, too", async () => {
    const step: Step = ["automatic-speech-recognition", { audio: "<FILE>-1" }, "Swedish speech recognition"];
    expect(await languages("What do they say?", step)).toEqual(["sv>sv"]);
  });

  it("leave a later translation's target to the translation", async () => {
    expect(
      await languages(
        "What is said here, in French please?",
        ["automatic-speech-recognition", { audio: "<FILE>-1" }],
        ["translation", { text: "<GENERATED>-0", target_language: "French" }],
        ["text-to-speech", { text: "<GENERATED>-1" }],
      ),
    ).toEqual(["en>en?", "en>fr?", "fr>fr?"]);
  });

  it("of what is read from a picture or heard are those in which a translation takes it", async () => {
    expect(
      await languages(
        "What do these say in English?",
        ["image-to-text", { image: "<FILE>-2" }],
        ["automatic-speech-recognition", { audio: "<FILE>-1" }],
        ["translation", { text: "<GENERATED>-0", source_language: "ja", target_language: "en" }],
        ["translation", { text: "<GENERATED>-1", source_language: "ko", target_language: "en" }],
      ),
    ).toEqual([">ja", "ko>ko", "ja>en", "ko>en"]);
  });

  it("are none for what sees and makes pictures, and English for a caption", async () => {
    expect(
      await languages(
        "Beschreibe das Bild und male ein neues davon",
        ["image-to-text", { image: "<FILE>-2" }],
        ["text-to-image", { text: "<GENERATED>-0" }],
        ["object-detection", { image: "<FILE>-2" }],
      ),
    ).toEqual([">en", ">", ">"]);
  });

  it("are the question's and the context's where they differ", async () => {
    const step: Step = [
      "question-answering",
      { question: "What is cold, and since when is it so?", context: "<FILE>-3" },
    ];
    expect(await languages("Answer this", step)).toEqual(["en de>en de"]);
  });

  it("of everything after a translation are its target, up to the next one", async () => {
    const targets = fc.constantFrom("German", "fr", "Japanese", "es", "Korean", "it");
    const passing = fc.constantFrom("summarization", "text-generation", "text-to-speech");
    const step = fc.oneof(
      fc.record({ task: fc.constant("translation"), target: targets }),
      fc.record({ task: passing, target: fc.constant("") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (rest) => {
        const chain = [
          { task: "translation", target: "German" },
          ...rest.filter(({ task }, at) => task !== "text-to-speech" || at === rest.length - 1),
        ];
        const steps = chain.map(({ task, target }, id): Step => {
          const text = id === 0 ? "The heating has been cold since yesterday." : `<GENERATED>-${id - 1}`;
          return [task, target ? { text, target_language: target } : { text }];
        });
        const made = await needs("Do all of this for me", ...steps);
        let current = "en";
        const codes: Record<string, string> = { German: "de", Japanese: "ja", Korean: "ko" };
        for (const [id, { target }] of chain.entries()) {
          expect(made[id]?.languages.input).toEqual([current]);
          if (target) current = codes[target] ?? target;
          expect(made[id]?.languages.output).toEqual([current]);
          expect(made[id]?.languages.certain).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
