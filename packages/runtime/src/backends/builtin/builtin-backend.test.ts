import { BUILTIN_TOOLS, builtinEndpoint, isFault, type TaskOutput } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { backendContract } from "../../testing/backend-contract.js";
import { BuiltinBackend, IMPLEMENTED_TOOLS } from "./builtin-backend.js";
import { labelsOf } from "./polarity/vader.js";
import { sentencesOf } from "./sentences.js";
import { summarize } from "./summary/textrank.js";
import { flite, piecesOf } from "./voice/flite.js";

const backend = new BuiltinBackend();
async function use(name: string, text: string, signal = new AbortController().signal): Promise<TaskOutput> {
  const tool = BUILTIN_TOOLS.find((one) => one.tool === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return backend.run(
    { task: tool.task, model: tool.id, endpoint: builtinEndpoint(tool), args: { text } },
    signal,
  );
}

describe("BuiltinBackend", () => {
  const [tool] = BUILTIN_TOOLS.filter((one) => one.tool === "textrank");
  if (tool) {
    const good = {
      task: tool.task,
      model: tool.id,
      endpoint: builtinEndpoint(tool),
      args: { text: "One. Two." },
    };
    backendContract(() => ({ backend: new BuiltinBackend(), good }));
  }

  it("implements exactly the tools that the catalogue of tools lists", () => {
    expect([...IMPLEMENTED_TOOLS].sort()).toEqual(BUILTIN_TOOLS.map((one) => one.tool).sort());
    for (const one of BUILTIN_TOOLS) expect(backend.supports(one.task, builtinEndpoint(one))).toBe(true);
  });

  it("refuses an empty text", async () => {
    for (const { tool: name } of BUILTIN_TOOLS) {
      const error = await use(name, " \n").catch((thrown) => thrown);
      expect(isFault(error, "BAD_REQUEST"), name).toBe(true);
    }
  });
});

describe("tools that know English only", () => {
  it.each([
    ["vader", "Das war ein wunderschöner Tag, alles war perfekt.", "German"],
    ["vader", "这家酒店太差了，我再也不会来。", "Chinese"],
    ["vader", "El servicio fue horrible", "Spanish"],
    ["compromise", "Hans und Maria wohnen in Berlin", "German"],
    ["flite", "今年的GDP增长了百分之五，大家都很高兴。", "Chinese"],
    ["flite", "Отель ужасный", "Russian"],
  ])("%s refuses %s as %s and says what it takes", async (name, text, language) => {
    const error = await use(name, text).catch((thrown) => thrown);
    expect(isFault(error, "BAD_REQUEST")).toBe(true);
    expect(error).toMatchObject({ came: language, next: expect.stringContaining("HF_TOKEN") });
  });

  it.each([
    "Angela Merkel met Emmanuel Macron in Berlin",
    "Giuseppe Verdi lived in Busseto",
    "Jože Plečnik, Zoë, Łódź, Strauß and Ærø",
    "Apple, Banana, Cherry",
    "Super cool",
    "meh",
  ])("take English with foreign names: %s", async (text) => {
    expect(await use("compromise", text)).toHaveProperty("entities");
    expect((await use("vader", text)).labels).toHaveLength(3);
  });

  it("leave other languages to tools that know all", async () => {
    expect((await use("textrank", "Das war ein wunderschöner Tag.")).text).toContain("Tag");
  });
});

describe("flite", () => {
  it("speaks a sentence as a valid WAV of more than a second", async () => {
    const { media } = await use("flite", "This is a sentence that the built-in voice reads aloud.");
    const bytes = Buffer.from(media?.[0]?.bytes ?? []);
    expect([bytes.toString("latin1", 0, 4), bytes.toString("latin1", 8, 16)]).toEqual(["RIFF", "WAVEfmt "]);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    const seconds = (bytes.length - 44) / bytes.readUInt32LE(28);
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(10);
    expect(bytes.subarray(44).some((sample) => sample !== 0)).toBe(true);
  });

  it("joins the speech of a long text", async () => {
    const long = "Every sentence of this text is read, one after the other. ".repeat(20);
    expect(piecesOf(long).length).toBeGreaterThan(2);
    const bytes = Buffer.from((await use("flite", long)).media?.[0]?.bytes ?? []);
    expect((bytes.length - 44) / bytes.readUInt32LE(28)).toBeGreaterThan(30);
  });

  it("takes text that looks like options, and quotes, and accents", async () => {
    expect((await use("flite", "-o /etc/x “Café” — $HOME `id`")).media).toHaveLength(1);
  });

  it("tells what of a text it cannot say, and only that", async () => {
    const told: string[] = [];
    const tell = (message: string) => told.push(message);
    await flite({ text: "The word 東京 is Tokyo." }, new AbortController().signal, tell);
    await flite({ text: "Take 25 µg, 1½ cups." }, new AbortController().signal, tell);
    expect(told).toEqual(["The built-in voice leaves out what it cannot say: 東京"]);
  });

  it("says that it cannot speak other scripts, and how much it can read", async () => {
    expect(isFault(await use("flite", "日本語です").catch((error) => error), "BAD_REQUEST")).toBe(true);
    expect(isFault(await use("flite", "a ".repeat(20_000)).catch((error) => error), "INPUT_TOO_LARGE")).toBe(
      true,
    );
  });

  it("can be aborted while it works", async () => {
    const stop = new AbortController();
    const speaking = use("flite", "A long text that takes a while. ".repeat(300), stop.signal);
    setImmediate(() => stop.abort(new Error("stopped")));
    await expect(speaking).rejects.toThrow("stopped");
  });
});

describe("textrank", () => {
  it("quotes the central sentences in their order", () => {
    const text =
      "Solar power grew fast last year. Solar panels became cheaper in Europe. My cat sleeps. Cheaper panels made " +
      "solar power grow in Europe and Asia. The weather was nice. Analysts expect solar power to grow again next year.";
    const summary = summarize(text);
    expect(summary).not.toMatch(/cat|weather/);
    expect(summary.indexOf("became")).toBeLessThan(summary.indexOf("Cheaper panels"));
    for (const { text: sentence } of sentencesOf(summary)) expect(text).toContain(sentence);
  });

  it("returns a short text whole and repeats no sentence", () => {
    expect(summarize("Only one.")).toBe("Only one.");
    expect(summarize("Same here. Same here. Same here. Same here. Other.")).toBe("Same here. Other.");
  });

  it("summarizes a hundred thousand characters", async () => {
    const words = ["solar", "wind", "grid", "price", "panel", "market", "growth", "policy"];
    const sentence = (n: number) =>
      `The ${words[n % 8]} of ${words[(n * 3) % 8]} number ${n} shaped ${words[(n * 5) % 8]} costs.`;
    const text = Array.from({ length: 2200 }, (_, n) => sentence(n)).join(" ");
    expect(text.length).toBeGreaterThan(100_000);
    expect(sentencesOf((await use("textrank", text)).text ?? "")).toHaveLength(5);
  });
});

describe("sentencesOf", () => {
  it("does not end a sentence at titles, initials and abbreviations", () => {
    const text =
      'Dr. Ada met J. Smith, e.g. in the U.S. Senate. "Is it?" he asked. Acme Inc. makes it.\n\nNew paragraph';
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([
      "Dr. Ada met J. Smith, e.g. in the U.S. Senate.",
      '"Is it?" he asked.',
      "Acme Inc. makes it.",
      "New paragraph",
    ]);
  });
});

describe("vader", () => {
  it.each([
    ["I love this wonderful product!", "positive"],
    ["This is terrible and I hate it.", "negative"],
    ["The table has four legs.", "neutral"],
  ])("labels %s as %s", async (text, label) => {
    const labels = (await use("vader", text)).labels ?? [];
    expect(labels[0]?.label).toBe(label);
    expect(labels.reduce((sum, one) => sum + one.score, 0)).toBeCloseTo(1);
  });

  it("turns its verdict at VADER's own threshold", () => {
    expect(labelsOf(0.049)[0]?.label).toBe("neutral");
    expect(labelsOf(0.051)[0]?.label).toBe("positive");
    expect(labelsOf(-0.051)[0]?.label).toBe("negative");
  });
});

describe("compromise", () => {
  it("marks people, places and organisations with offsets, each once", async () => {
    const text =
      "Dr. Ada Lovelace met Charles Babbage's friends in London. Microsoft Corp. has offices in Paris, France.";
    const { entities = [] } = await use("compromise", text);
    expect(entities.map((one) => `${one.entity} ${one.text}`)).toEqual([
      "PER Ada Lovelace",
      "PER Charles Babbage",
      "LOC London",
      "ORG Microsoft Corp.",
      "LOC Paris",
      "LOC France",
    ]);
    for (const one of entities) expect(text.slice(one.start ?? 0, one.end ?? 0)).toBe(one.text);
  });

  it("finds nothing where there is nothing", async () => {
    expect(await use("compromise", "it rains today")).toEqual({ entities: [] });
  });
});
