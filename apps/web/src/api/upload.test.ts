import { afterEach, expect, it, vi } from "vitest";
import { upload } from "./upload.js";

/** What the page uses of a browser's request; the test says how the server takes it. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers: Record<string, string> = {};
  onload = (): void => undefined;
  onerror = (): void => undefined;
  onabort = (): void => undefined;
  opened: readonly string[] = [];
  sent: unknown = null;
  status = 0;
  statusText = "";
  response: unknown = null;

  constructor() {
    FakeRequest.last = this;
  }
  open(...how: readonly string[]): void {
    this.opened = how;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(form: unknown): void {
    this.sent = form;
  }
  abort(): void {
    this.onabort();
  }
  answers(status: number, response: unknown): void {
    Object.assign(this, { status, response });
    this.onload();
  }
}

function begun() {
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const heard: number[] = [];
  const stop = new AbortController();
  const form = new FormData();
  const watch = { onProgress: (share: number) => heard.push(share), signal: stop.signal };
  const answer = upload("/api/runs", { headers: { "Idempotency-Key": "k" }, form }, watch);
  return { answer, heard, stop, form, request: FakeRequest.last };
}

afterEach(() => vi.unstubAllGlobals());

it("an upload tells how much of it is gone, and gives the answer", async () => {
  const { answer, heard, form, request } = begun();
  expect([request.opened, request.headers, request.sent]).toEqual([
    ["POST", "/api/runs"],
    { "Idempotency-Key": "k" },
    form,
  ]);
  for (const loaded of [0, 50, 200]) request.upload.onprogress?.({ loaded, total: 200 });
  request.upload.onprogress?.({ loaded: 0, total: 0 });
  expect(heard).toEqual([0, 0.25, 1, 0]);
  request.answers(202, { run: "r1" });
  expect(await answer).toEqual({ run: "r1" });
});

it("an upload that is refused says why and what to do; one whose server is gone says that", async () => {
  const refused = begun();
  refused.request.answers(413, {
    error: { code: "BODY_TOO_LARGE", message: "Too large", next: "Send less." },
  });
  await expect(refused.answer).rejects.toMatchObject({ code: "BODY_TOO_LARGE", next: "Send less." });
  const odd = begun();
  odd.request.answers(502, null); // A proxy's page, which is no JSON.
  await expect(odd.answer).rejects.toMatchObject({ code: "INTERNAL" });
  const gone = begun();
  gone.request.onerror();
  await expect(gone.answer).rejects.toMatchObject({ code: "OFFLINE" });
});

it("an upload can be called back", async () => {
  const { answer, stop } = begun();
  stop.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
});
