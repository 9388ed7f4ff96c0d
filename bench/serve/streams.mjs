/** Follows a run; calls `heard` with each event and when it came, and `beaten` for each comment. Returns at its end. */
export async function follow(server, run, heard, beaten = () => undefined) {
  const answer = await server.open(`/api/runs/${run}/events`);
  if (answer.statusCode !== 200) throw new Error(`the events were answered with ${answer.statusCode}`);
  let rest = "";
  for await (const piece of answer.setEncoding("utf8")) {
    const at = Date.now();
    const texts = (rest + piece).split("\n\n");
    rest = texts.pop();
    for (const text of texts) {
      const data = /^data: (.*)$/m.exec(text)?.[1];
      if (data === undefined) beaten();
      else heard(JSON.parse(data), at);
    }
  }
}

/**
 * Asks for a run of a plan and follows it: milliseconds until the answer's first token reached us, and how long each event
 * took from when it happened. Those that happened before the stream was open are left out.
 */
export async function timedRun(server, tasks, n) {
  const began = performance.now();
  const words = { request: `Do the plan of ${tasks} tasks, number ${n}`, cache: false };
  const { run } = await server.json("/api/runs", words);
  const opened = Date.now();
  const delays = [];
  let first = null;
  let end = null;
  await follow(server, run, (event, at) => {
    if (event.at > opened) delays.push(at - event.at);
    if (event.type === "answer-text") first ??= performance.now() - began;
    end = event;
  });
  if (first === null) throw new Error(`the run ended without an answer: ${JSON.stringify(end)}`);
  return { wall: first, delays };
}
