import { type Clock, settlesWithin } from "@hugginggpt/shared";

/** Node's fetch gives up after 300 s without a byte (undici's headersTimeout and bodyTimeout). */
const SILENCE_MS = 240_000;

/**
 * Returns a JSON response. An answer that takes longer than clients wait in silence begins with spaces, which JSON
 * allows: its status is 200 then, and if it fails, the body is what `failed` makes of the error.
 * @throws what `answer` rejects with, if it does so before that.
 */
export async function lateJson(
  answer: Promise<object>,
  failed: (error: unknown) => object,
  clock: Clock,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (await settlesWithin(answer, SILENCE_MS, clock)) return Response.json(await answer, { headers });
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        controller.enqueue(encoder.encode(" "));
        if (!(await settlesWithin(answer, SILENCE_MS, clock, gone.signal))) return;
        controller.enqueue(encoder.encode(JSON.stringify(await answer.catch(failed))));
        controller.close();
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "Content-Type": "application/json", ...headers } });
}
