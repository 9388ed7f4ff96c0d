import { describe, expect, it } from "vitest";
import { chatRequestSchema } from "./chat-schema.js";
import { readMessages } from "./read-messages.js";
import { isSideQuestion } from "./side-question.js";

const PNG = "data:image/png;base64,iVBORw0KGgo=";
const messages = (...list: unknown[]) =>
  chatRequestSchema.parse({ model: "hugginggpt", messages: list }).messages;
const user = (content: unknown) => ({ role: "user", content });
const assistant = (content: unknown) => ({ role: "assistant", content });

describe("what a list of messages asks for", () => {
  it("is the last message, with its files, and what was said before", () => {
    const asked = readMessages(
      messages(
        { role: "system", content: "Answer in German." },
        user("hello"),
        assistant("Hi!"),
        user([
          { type: "text", text: "describe this" },
          { type: "image_url", image_url: { url: PNG } },
          { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } },
          { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,JVBERg==" } },
          { type: "image_url", image_url: "https://example.org/cat.jpg" },
        ]),
      ),
    );
    expect(asked.request).toBe("describe this");
    expect(asked.files.map(({ name }) => name)).toEqual(["image-2.png", "audio-3.wav", "a.pdf", "image-5"]);
    expect(asked.files[3]).toMatchObject({ address: "https://example.org/cat.jpg" });
    expect(asked.history).toEqual([
      { role: "system", content: "Answer in German." },
      { role: "user", content: "hello" },
      { role: "assistant", content: "Hi!" },
    ]);
  });

  it("keeps the files of the latest message that has some, for a request that only speaks of them", () => {
    const picture = user([
      { type: "text", text: "what is this?" },
      { type: "image_url", image_url: { url: PNG } },
    ]);
    const asked = readMessages(messages(picture, assistant("A cat."), user("make it black and white")));
    expect(asked.request).toBe("make it black and white");
    expect(asked.files).toHaveLength(1);
  });

  it("leaves out calls of tools, empty words, and the oldest talk above the budget", () => {
    const long = "x".repeat(1500);
    const talk = Array.from({ length: 10 }, (_, n) => user(`${n} ${long}`));
    const { history } = readMessages(
      messages(...talk, { role: "tool", content: "42" }, assistant(null), user("and?")),
    );
    expect(history.map(({ content }) => content[0])).toEqual(["6", "7", "8", "9"]);
  });

  it.each([
    ["an assistant's last word", [user("a"), assistant("b")]],
    ["nothing at all", [user("  ")]],
    [
      "a picture that is no picture",
      [user([{ type: "image_url", image_url: { url: "javascript:alert(1)" } }])],
    ],
    ["bytes that are no base64", [user([{ type: "file", file: { file_data: "%%%" } }])]],
  ])("is refused where it is %s", (_what, list) => {
    expect(() => readMessages(messages(...list))).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe("a question beside the talk", () => {
  const asks = (content: string, more: object = {}) =>
    isSideQuestion(chatRequestSchema.parse({ model: "hugginggpt", messages: [user(content)], ...more }));

  it.each([
    "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n<chat_history>\nUSER: hi\n</chat_history>",
    "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history",
    "Provide a concise, 5-word-or-less title for the conversation, using title case conventions. Only return the title itself.",
    "Write a short title for this conversation:\nuser: draw a cat",
    "Suggest 3 follow-up questions for the conversation below",
  ])("is one: %s", (content) => {
    expect(asks(content)).toBe(true);
  });

  it("is one where the front end names its task", () => {
    expect(asks("hello", { metadata: { task: "title_generation" } })).toBe(true);
  });

  it.each([
    "Summarize this article and read the summary aloud",
    "Write a title for this photo",
    "Generate a picture of a chat",
    "translate the title of the book into German",
    "Who is tagged in this picture?",
  ])("is none: %s", (content) => {
    expect(asks(content)).toBe(false);
  });
});
