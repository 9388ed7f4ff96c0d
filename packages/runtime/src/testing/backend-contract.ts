import { type Backend, isFault, type Job } from "@hugginggpt/shared";
import { expect, it } from "vitest";

/** A backend under test, with a job that succeeds. */
export interface BackendCase {
  readonly backend: Backend;
  readonly good: Job;
}

/** What every backend keeps to. Call it inside a `describe`. */
export function backendContract(make: () => BackendCase): void {
  it("supports a task at its own kind of endpoint and returns its output", async () => {
    const { backend, good } = make();
    expect(backend.kind).toBe(good.endpoint.kind);
    expect(backend.supports(good.task, good.endpoint)).toBe(true);
    const output = await backend.run(good, new AbortController().signal);
    expect(Object.keys(output).length).toBeGreaterThan(0);
  });

  it("does not support another kind of endpoint", () => {
    const { backend, good } = make();
    const url = {
      kind: "custom",
      provider: "custom",
      url: "https://x.test",
      task: good.task,
      status: "live",
    } as const;
    expect(backend.supports(good.task, url)).toBe(false);
  });

  it("refuses a task that it does not support with a fault", async () => {
    const { backend, good } = make();
    const error = await backend
      .run({ ...good, task: "robotics" }, new AbortController().signal)
      .catch((thrown) => thrown);
    expect(isFault(error)).toBe(true);
  });

  it("does not begin once the signal is aborted", async () => {
    const { backend, good } = make();
    await expect(backend.run(good, AbortSignal.abort(new Error("stopped")))).rejects.toThrow();
  });
}
