import { asObject } from "../loopback/loopback-request.js";
import type { ChatCall } from "./chat-call.js";
import type { ScriptedReply } from "./chat-completion.js";
import { section } from "./prompt-section.js";
import { sandboxPlan } from "./sandbox-plan.js";
import { schemaSample } from "./schema-sample.js";

const CHOICE_REASON = "Simulated choice: the first candidate that was offered.";

/** What the product tells a language model that shall answer without any task. */
const NO_TASK = "You have run no tool";
const SMALL_TALK =
  'Simulated answer: no language model is behind this sandbox, and its rules found no task in the request. Try "summarize ' +
  'this and read the summary aloud" with --file, or "draw a lighthouse at dusk".';

/**
 * Answers a call as the sandbox's language model. A schema with `tasks` gets the plan of the product's own rules, any other
 * schema a smallest allowed value (so: the first candidate), a call that asks for labels or entities made-up ones, a call
 * with results a list of them, one without a task a word on what can be asked for; everything else a sentence of what it
 * was given. Every text says that it is simulated.
 */
export async function sandboxReply(call: ChatCall): Promise<ScriptedReply> {
  if (call.schema) return JSON.stringify(await schemaReply(call, call.schema.schema));
  const prompt = `${call.system}\n${call.user}`;
  if (prompt.includes('{"labels":[')) return JSON.stringify({ labels: labels(prompt) });
  if (prompt.includes('{"entities":[')) return JSON.stringify({ entities: entities(call.user) });
  const results = section(call.user, "RESULTS");
  if (results !== null) return report(results);
  return call.system.includes(NO_TASK) ? SMALL_TALK : `[simulated] ${firstSentence(call.user)}`;
}

async function schemaReply(call: ChatCall, schema: Readonly<Record<string, unknown>>): Promise<unknown> {
  const planned = "tasks" in asObject(schema.properties);
  return planned ? { tasks: await sandboxPlan(call.user) } : schemaSample(schema, CHOICE_REASON);
}

/** The first label most likely: of those that the prompt offers in quotation marks, else of the three tones. */
function labels(prompt: string): { readonly label: string; readonly score: number }[] {
  const offered = /these labels fits the text: (?<list>(?:"[^"]*"(?:, )?)+)/.exec(prompt)?.groups?.list;
  const names = offered
    ? [...offered.matchAll(/"([^"]*)"/g)].map(([, name]) => name ?? "")
    : ["positive", "neutral", "negative"];
  return names.map((label, i) => ({ label, score: i === 0 ? 0.9 : 0.1 / (names.length - 1) }));
}

function entities(text: string): { readonly entity: string; readonly text: string }[] {
  const names = [...text.matchAll(/\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/gu)].map(([name]) => name);
  return [...new Set(names)].slice(0, 10).map((name) => ({ entity: "MISC", text: name }));
}

/** One line for each result: what was done by which model, the files, what failed. */
function report(results: string): string {
  const lines = results.split("\n").flatMap((line) => {
    const { task, status, model, output, files, error, triedBefore } = parsed(line);
    if (typeof task !== "string") return [];
    const tried = Array.isArray(triedBefore) ? ` (tried before: ${triedBefore.join("; ")})` : "";
    if (status !== "succeeded") return [`- ${task} ${String(status)}: ${String(error)}${tried}`];
    const made = Array.isArray(files) ? `, files: ${files.join(", ")}` : "";
    const said = typeof output === "string" ? `: ${output}` : "";
    return [`- ${task} by ${String(model)}${made}${said}${tried}`];
  });
  return ["Simulated answer; no language model wrote it. What the tasks returned:", ...lines].join("\n");
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(line));
  } catch {
    // A prompt whose form has changed: the line is left out of the simulated answer.
    return {};
  }
}

function firstSentence(text: string): string {
  const trimmed = text.trim();
  return (/^[\s\S]{0,300}?[.!?](?=\s|$)/.exec(trimmed)?.[0] ?? trimmed.slice(0, 200)).trim();
}
