import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { DELAYS, PLANS } from "./runs-plans.mjs";

// A language model and an inference router with set delays, in a process of their own; tells its parent where it listens.
// Under /quick everything takes a fiftieth of the time, for warming up.
const PIECES = 30;
/** What begins a request that needs no task. */
const GREETING = "Say hello";
const QUICK = 0.02;

const ANSWERS = {
  "text-classification": [[{ label: "POSITIVE", score: 0.9 }]],
  "token-classification": [{ entity_group: "PER", score: 0.9, word: "Ada", start: 0, end: 3 }],
  "question-answering": { answer: "Ada", score: 0.9, start: 0, end: 3 },
  "fill-mask": [{ token_str: "good", score: 0.9, token: 1, sequence: "a good text" }],
  summarization: [{ summary_text: "A summary." }],
  translation: [{ translation_text: "Eine Zusammenfassung." }],
};

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method !== "POST") {
    response.writeHead(404).end();
    return;
  }
  const task = /\/models\/bench\/([a-z-]+)-\d$/.exec(request.url ?? "")?.[1];
  const scale = request.url?.startsWith("/quick/") ? QUICK : 1;
  if (task) {
    await delay(DELAYS.inference[task] * scale);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(ANSWERS[task]));
    return;
  }
  await chat(JSON.parse(Buffer.concat(chunks).toString()), response, scale);
});

async function chat(body, response, scale) {
  const kind = body.response_format?.json_schema?.name;
  if (kind === "plan" && body.messages.at(-1).content.includes(GREETING)) {
    const plan = JSON.stringify({ tasks: [], answer: "Hello to you, and what shall be done today?" });
    return stream(response, plan, DELAYS.answer * scale, DELAYS.answerRest * scale);
  }
  if (kind === "plan") {
    const [, tasks = "1"] = /plan of (\d+) tasks/.exec(JSON.stringify(body.messages)) ?? [];
    const plan = PLANS[tasks].map((one, id) => ({ id, ...one, dep: one.dep.length > 0 ? one.dep : [-1] }));
    return stream(response, JSON.stringify({ tasks: plan }), 0, DELAYS.plan * scale);
  }
  if (kind === "choice") {
    await delay(DELAYS.choice * scale);
    response.setHeader("content-type", "application/json");
    const message = { role: "assistant", content: '{"id":"c1","reason":"the better one"}' };
    response.end(JSON.stringify({ choices: [{ message, finish_reason: "stop" }], usage: {} }));
    return;
  }
  await stream(
    response,
    "Here is what came of it, in a few words.",
    DELAYS.answer * scale,
    DELAYS.answerRest * scale,
  );
}

/** Streams a text: the first piece after so many milliseconds, the last one so many after it. */
async function stream(response, words, firstMs, restMs) {
  await delay(firstMs);
  response.setHeader("content-type", "text/event-stream");
  const began = performance.now();
  const size = Math.ceil(words.length / PIECES);
  for (let n = 0; n * size < words.length; n++) {
    const due = began + (restMs * n) / Math.ceil(words.length / size - 1 || 1);
    if (due > performance.now()) await delay(due - performance.now());
    const delta = { content: words.slice(n * size, (n + 1) * size) };
    response.write(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`);
  }
  response.end(
    `data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`,
  );
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on("disconnect", () => process.exit(0));
