import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlan } from "./parse-plan.js";

const one = { id: 0, task: "image-to-text", args: { image: "<FILE>-1" }, dep: [-1] };
const two = { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] };
const wire = JSON.stringify({ tasks: [one, two] });
const both = { kind: "plan", plan: { tasks: [{ ...one, dep: [] }, two] } };

describe("parsePlan", () => {
  it.each([
    ["an object with tasks", wire],
    ["a bare list", JSON.stringify([one, two])],
    ["a list in a list", JSON.stringify([[one, two]])],
    ["a code fence", `\`\`\`json\n${wire}\n\`\`\``],
    ["prose around it", `Sure! Here's the plan [as JSON]:\n${wire}\nIt's done {that way}.`],
    ["a byte order mark and blank lines", `\ufeff\n\n${wire}\n`],
    ["trailing commas", wire.replaceAll("}", ",}").replaceAll("]", ",]")],
    ["single quotes", wire.replaceAll('"', "'")],
    ["Python literals", wire.replaceAll('"', "'").replace("}]}", "}], 'note': None, 'ok': True}")],
    ["comments", wire.replace("[{", "[ // first, it's easy\n{")],
    ["other key names", JSON.stringify({ plan: [{ ...one, arguments: one.args, args: undefined }, two] })],
    ["JSON lines", `${JSON.stringify(one)}\n${JSON.stringify(two)}`],
    ["a list that lost its first bracket", `${JSON.stringify(one)}, ${JSON.stringify(two)}]`],
    ["a list that lost its last bracket", `[${JSON.stringify(one)}, ${JSON.stringify(two)}`],
    ["a bracket too many", `[${JSON.stringify(one)}}, ${JSON.stringify(two)}]`],
    ["the last of two plans", `{"tasks":[{"id":0,"task":"summarization","args":{}}]}\nor else\n${wire}`],
    [
      "the plan after a draft in prose",
      `Draft: {"tasks":[${JSON.stringify(two)}]}\nNo. Final answer:\n${wire}`,
    ],
    [
      "the plan after drafts of single tasks",
      `Maybe ${JSON.stringify(two)}? Or ${JSON.stringify(one)}? So:\n${wire}`,
    ],
    ["the plan after a draft that says nothing is to do", `{"tasks":[]}? No: ${wire}`],
    ["the plan before an example of something else", `${wire}\nIt returns {"text": "..."}.`],
    ["ids as numeric strings", wire.replace('"id":0', '"id":"0"').replace('"dep":[0]', '"dep":["0"]')],
    [
      "ids as words",
      wire
        .replace('"id":0', '"id":"cap"')
        .replace("<GENERATED>-0", "<node-cap>")
        .replace('"dep":[0]', '"dep":["cap"]'),
    ],
    ["no ids", wire.replace('"id":0,', "").replace('"id":1,', "")],
    ["a dependency as a reference", wire.replace('"dep":[0]', '"dep":"<GENERATED>-0"')],
  ])("reads %s", (_, reply) => {
    expect(parsePlan(reply)).toMatchObject(both);
  });

  it("reads a bare task object", () => {
    expect(parsePlan(JSON.stringify(one))).toMatchObject({ kind: "plan", plan: { tasks: [{ id: 0 }] } });
  });

  it("reads a plan that holds the word error", () => {
    const reply = JSON.stringify([{ ...two, args: { text: "an error occurred: error" }, dep: [-1] }]);
    expect(parsePlan(reply)).toMatchObject({ kind: "plan" });
  });

  it.each([
    ["an empty list", "[]"],
    ["an empty list of tasks", '{"tasks": []}'],
    ["an empty list in a fence", "```json\n[]\n```"],
  ])("reads %s as no task", (_, reply) => {
    expect(parsePlan(reply)).toEqual({ kind: "no-task", answer: null });
  });

  it("takes no draft for the plan where the last one is cut or says that nothing is to do", () => {
    expect(parsePlan(`Draft: ${wire}\nFinal: {"tasks":[{"id":0,"task":"summ`).kind).toBe("unreadable");
    expect(parsePlan(`Draft: ${wire}\nFinal: {"tasks":[]}`)).toEqual({ kind: "no-task", answer: null });
  });

  it("keeps an answer that comes instead of tasks", () => {
    expect(parsePlan('{"answer": "Hello!"}')).toEqual({ kind: "no-task", answer: "Hello!" });
    expect(parsePlan('{"tasks": [], "response": "Hi"}')).toEqual({ kind: "no-task", answer: "Hi" });
  });

  it.each([
    ["nothing", "", "empty"],
    ["only spaces", " \n ", "empty"],
    ["prose", "I cannot do that, error 42.", "no JSON"],
    ["other JSON", '{"weather": "fine"} [1, 2]', '"tasks"'],
    ["a plan cut inside a task", wire.slice(0, -30), "stops in the middle"],
    [
      "a plan cut inside a string",
      '[{"id":0,"task":"summarization","args":{"text":"half a sen',
      "stops in the middle",
    ],
    ["a list cut before the end of a task", `[${JSON.stringify(one).slice(0, -12)}`, "stops in the middle"],
    ["a plan cut after a comma", `[${JSON.stringify(one)},`, "stops in the middle"],
    ["a list with something else in it", `[${JSON.stringify(one)}, "done"]`, "item 2"],
    ["a dependency on nothing", wire.replace('"dep":[0]', '"dep":["summary"]'), "summary"],
    ["a reply larger than 256 KiB", `${wire}${" ".repeat(256 * 1024)}`, "larger"],
    ["deep nesting", `{"tasks":${"[".repeat(5_000)}`, "JSON"],
  ])("calls %s unreadable and says why", (_, reply, reason) => {
    const parsed = parsePlan(reply);
    expect(parsed.kind).toBe("unreadable");
    if (parsed.kind === "unreadable" && reason !== "JSON") expect(parsed.reason).toContain(reason);
  });

  it("ignores keys that could reach a prototype, and arguments that are null", () => {
    const reply =
      '[{"id":0,"task":"x","args":{"__proto__":{"a":1},"constructor":"b","text":"t","voice":null}}]';
    const parsed = parsePlan(reply);
    expect(parsed).toMatchObject({ kind: "plan", plan: { tasks: [{ args: { text: "t" } }] } });
    if (parsed.kind === "plan") expect(Object.keys(parsed.plan.tasks[0]?.args ?? {})).toEqual(["text"]);
  });

  it("returns a value for whatever text and never throws", () => {
    const shapes = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.json(),
      fc.stringMatching(/^[[\]{}",:'\\a-d<>\-0-9 \n]{0,120}$/),
      fc
        .tuple(fc.nat(wire.length), fc.string({ maxLength: 5 }))
        .map(([at, junk]) => wire.slice(0, at) + junk + wire.slice(at)),
      fc
        .tuple(fc.nat(wire.length), fc.nat(20))
        .map(([at, length]) => wire.slice(0, at) + wire.slice(at + length)),
    );
    fc.assert(
      fc.property(shapes, (reply) => {
        expect(["plan", "no-task", "unreadable"]).toContain(parsePlan(reply).kind);
      }),
      { numRuns: 500 },
    );
  });

  it("never reads fewer tasks out of a plan that was cut, unless exactly between two tasks", () => {
    const between = wire.indexOf(JSON.stringify(two)) - 1;
    fc.assert(
      fc.property(fc.nat(wire.length - 1), (at) => {
        if (at === between) return;
        const parsed = parsePlan(wire.slice(0, at));
        if (parsed.kind === "plan") expect(parsed.plan.tasks).toHaveLength(2);
        expect(parsed.kind).not.toBe("no-task");
      }),
    );
  });
});
