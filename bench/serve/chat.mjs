import { request } from "node:http";

/**
 * Asks for a chat completion as a stream. Returns the milliseconds until the first byte of the answer's body, and until its
 * first word.
 */
export async function firstOfChat(url, headers, words) {
  const began = performance.now();
  const answer = await new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/chat/completions`, { method: "POST", headers }, resolve);
    sent.on("error", reject);
    sent.end(
      JSON.stringify({ model: "hugginggpt", stream: true, messages: [{ role: "user", content: words }] }),
    );
  });
  let [byte, word, text] = [null, null, ""];
  for await (const piece of answer.setEncoding("utf8")) {
    byte ??= performance.now() - began;
    text += piece;
    if (word === null && /"content":"[^"]/.test(text)) word = performance.now() - began;
  }
  if (answer.statusCode !== 200 || word === null)
    throw new Error(`${url} answered with ${answer.statusCode}: ${text}`);
  return { byte, word };
}
