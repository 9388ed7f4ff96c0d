import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { FAULT_CODES, Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { errorBody, lateErrorBody, Refusal, refusalOf } from "./refusal.js";

describe("an error as the server says it", () => {
  it.each(FAULT_CODES)("has for %s a status of its own, the code, and the next step", (code) => {
    const refusal = refusalOf(new Fault(code, "It went wrong", { next: "Do that." }));
    expect(refusal.status).toBeGreaterThanOrEqual(400);
    expect(refusal.status).not.toBe(500);
    const { error } = errorBody(refusal);
    expect(error).toMatchObject({ code, next: "Do that.", param: null });
    expect(error.message).toContain("It went wrong");
    expect(error.type === "server_error").toBe(refusal.status >= 500);
  });

  it("is the caller's where the body is not JSON, on the routes whose library reads it too", async () => {
    const app = new OpenAPIHono().onError((thrown, context) => {
      const refusal = refusalOf(thrown);
      return context.json(errorBody(refusal), refusal.status);
    });
    const content = { "application/json": { schema: z.object({}) } };
    const route = { method: "post", path: "/", request: { body: { content } } } as const;
    const responses = { 200: { description: "Done" } };
    app.openapi(createRoute({ ...route, responses }), (context) => context.body(null));
    const headers = { "content-type": "application/json" };
    for (const body of ["[[1],[NaN]]", "{", "nope"]) {
      const answer = await app.request("/", { method: "POST", headers, body });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: { code: "BODY_INVALID", next: "Send one JSON object." },
      });
    }
  });

  it("says in `Retry-After` how long a provider wants to be left alone, in whole seconds", () => {
    const busy = new Fault("RATE_LIMITED", "Busy", { retryAfterMs: 1200 });
    expect(refusalOf(busy).headers).toEqual({ "Retry-After": "2" });
    expect(refusalOf(new Fault("RATE_LIMITED", "Busy")).headers).toEqual({});
  });

  it("is no bug where somebody stopped the run, and not to be sent again by itself", () => {
    const { code, status, headers } = refusalOf(new DOMException("the run was stopped", "AbortError"));
    expect([code, status, headers]).toEqual(["CANCELLED", 409, { "X-Should-Retry": "false" }]);
  });

  it("has the next step in its message for OpenAI's clients, which show nothing else", () => {
    const { error } = lateErrorBody(
      new Fault("NO_CANDIDATE", "Nothing can do it.", { next: "Set HF_TOKEN." }),
    );
    expect(error.message).toBe("Nothing can do it. Set HF_TOKEN.");
  });

  it("tells nothing of what is a bug", () => {
    for (const thrown of [new TypeError("secret of /home/me"), "secret", null, { message: "secret" }]) {
      const refusal = refusalOf(thrown);
      expect([refusal.status, refusal.code]).toEqual([500, "INTERNAL"]);
      expect(JSON.stringify(errorBody(refusal))).not.toContain("secret");
    }
  });

  it("is of the kind that OpenAI's clients know by its status", () => {
    const codes = ["UNAUTHORIZED", "HOST_REFUSED", "BODY_TOO_LARGE", "TOO_MANY", "DRAINING"] as const;
    const refusals = codes.map((code) => new Refusal(code, "No"));
    expect(refusals.map(({ status }) => status)).toEqual([401, 403, 413, 429, 503]);
    expect(refusals.map((refusal) => errorBody(refusal).error.type)).toEqual([
      ...["authentication_error", "authentication_error", "invalid_request_error"],
      ...["rate_limit_error", "server_error"],
    ]);
  });
});
