import { TASK_IDS } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { userFile } from "../testing/user-file.js";
import { checkPlan } from "./check-plan.js";
import { fileMentions } from "./file-mentions.js";

const FILES = [userFile(1, "in/talk.wav", "audio")];

function check(task: string, args: Record<string, unknown>, request: string) {
  return checkPlan({ tasks: [{ id: 0, task, args, dep: [] }] }, { request, files: FILES, offered: TASK_IDS });
}

describe("fileMentions", () => {
  it("finds what a request names and the user did not give, each once, behind the given files", () => {
    const request =
      "Compare example.jpg with 'b.PNG', then example.jpg again, and transcribe talk.wav (see in/talk.wav).";
    expect(fileMentions(request, FILES)).toEqual([
      { handle: 2, given: "example.jpg", name: "example.jpg", type: "image" },
      { handle: 3, given: "b.PNG", name: "b.PNG", type: "image" },
    ]);
  });

  it("finds paths and addresses, and names inside Chinese", () => {
    const found = fileMentions(
      "看 图片example.png，还有 https://example.org/a/clip.mp4 和 /etc/x/photo.jpeg。",
      [],
    );
    expect(found.map(({ name }) => name)).toEqual([
      "example.png",
      "https://example.org/a/clip.mp4",
      "/etc/x/photo.jpeg",
    ]);
  });

  it.each(["e.g. this", "version 2.10", "Node.js and main.rs", "a.b.c", "end.Then", "x".repeat(30_000)])(
    "finds none in %.20s",
    (request) => {
      expect(fileMentions(request, [])).toEqual([]);
    },
  );
});

describe("checkPlan, files that only the request names", () => {
  it("takes the name as a mention, of the type that its extension tells", () => {
    const checked = check("image-to-text", { image: "example.jpg" }, "Describe example.jpg");
    expect(checked.ok && checked.plan.tasks[0]?.args.image).toEqual({ kind: "mention", name: "example.jpg" });
    const wrong = check("automatic-speech-recognition", { audio: "example.jpg" }, "Transcribe example.jpg");
    expect(wrong.ok || wrong.problems.join()).toContain("example.jpg is a picture");
  });

  it("takes a named text file as the file, never its name as the text", () => {
    const checked = check("summarization", { text: "example.txt" }, "Summarize example.txt");
    expect(checked.ok && checked.plan.tasks[0]?.args.text).toEqual({ kind: "mention", name: "example.txt" });
  });

  it("refuses a name that does not stand in the request", () => {
    const checked = check("image-to-text", { image: "/etc/secret.png" }, "Describe example.jpg");
    expect(checked.ok || checked.problems.join()).toContain("neither a given file");
  });
});
