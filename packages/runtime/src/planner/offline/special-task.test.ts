import type { TaskId } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { specialTask } from "./special-task.js";

describe("A question that a model of its own answers", () => {
  it.each<[TaskId, string, TaskId]>([
    ["question-answering", "is this comment nasty?", "text-classification"],
    ["text-generation", "did a bot write this essay?", "text-classification"],
    ["question-answering", "what are the keywords of this paper?", "token-classification"],
    ["audio-text-to-text", "is it a child or an adult?", "audio-classification"],
    ["audio-text-to-text", "who spoke for how many seconds, and when?", "audio-text-to-text"],
    ["audio-text-to-text", "which speaker talks when?", "automatic-speech-recognition"],
    ["video-text-to-text", "are these people fighting?", "video-classification"],
    ["visual-question-answering", "how old is she?", "image-classification"],
    ["visual-question-answering", "could it be from an AI generator?", "image-classification"],
    ["visual-question-answering", "what does the handwritten note say?", "image-to-text"],
    ["question-answering", "did the guest like it?", "text-classification"],
  ])("%s: “%s” is %s", (asked, question, task) => {
    expect(specialTask(asked, question, "")).toBe(task);
  });

  it.each<[TaskId, string]>([
    ["question-answering", "what does she say about the rude waiter?"],
    ["question-answering", "who wrote the essay by hand?"],
    ["text-generation", "could you write a rude reply?"],
    ["audio-text-to-text", "what is said about the children?"],
    ["visual-question-answering", "what colour is the child's face?"],
    ["visual-question-answering", "what does the sign say?"],
    ["visual-question-answering", "is there a salad on the table?"],
    ["table-question-answering", "how old is the child?"],
  ])("%s: “%s” stays a question about the content", (asked, question) => {
    expect(specialTask(asked, question, "")).toBe(asked);
  });

  it("is told by the kinds of work alone where it is read from another language", () => {
    const asked = "visual-question-answering";
    expect(specialTask(asked, "what enfermedad tiene is hoja?", "", "¿Qué enfermedad tiene esta hoja?")).toBe(
      "image-classification",
    );
    expect(specialTask(asked, "how many hojas tiene?", "", "¿Cuántas hojas tiene?")).toBe(asked);
  });

  it("is told by what was said before of a picture", () => {
    const question = "does it show any damage?";
    expect(specialTask("visual-question-answering", question, "")).toBe("visual-question-answering");
    const context = "My doctor took this picture of my retina.";
    expect(specialTask("visual-question-answering", question, context)).toBe("image-classification");
  });
});
