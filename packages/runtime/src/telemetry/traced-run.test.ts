import { Fault } from "@hugginggpt/shared";
import { trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestRun } from "../testing/run-bench.js";

const exporter = new InMemorySpanExporter();
beforeEach(() => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterEach(() => {
  trace.disable();
  exporter.reset();
});

/** Spans as paths of names from the root, with how often each is there. */
function tree(spans: readonly ReadableSpan[]): Record<string, number> {
  const known = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const pathOf = (span: ReadableSpan): string => {
    const parent = span.parentSpanContext && known.get(span.parentSpanContext.spanId);
    return parent ? `${pathOf(parent)} > ${span.name}` : span.name;
  };
  const counts: Record<string, number> = {};
  for (const path of spans.map(pathOf)) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
}

const named = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name);

describe("the spans of a run", () => {
  it("nest: plan, retrieval, choice, tasks with their attempts, answer", async () => {
    await startTestRun({
      "org/one": new Fault("NETWORK", "busy with secret words"),
      "org/two": { text: "secret words" },
    }).report;
    const root = "invoke_workflow hugginggpt";
    expect(tree(exporter.getFinishedSpans())).toEqual({
      [root]: 1,
      [`${root} > plan`]: 1,
      [`${root} > plan > chat planner`]: 1,
      [`${root} > retrieval`]: expect.any(Number),
      [`${root} > chat planner`]: 3,
      [`${root} > execute_tool text-generation`]: 1,
      [`${root} > execute_tool text-generation > attempt`]: 2,
      [`${root} > execute_tool translation`]: 1,
      [`${root} > execute_tool translation > attempt`]: 2,
    });
  });

  it("carry the conventions' attributes: operation, provider, model, tokens, tool, the error's kind", async () => {
    const behaviours = { "org/one": new Fault("NETWORK", "later"), "org/two": { text: "words" } };
    await startTestRun(behaviours, { streamAnswer: true }).report;
    expect(named("invoke_workflow hugginggpt")[0]?.attributes).toEqual({
      "gen_ai.operation.name": "invoke_workflow",
      "gen_ai.workflow.name": "hugginggpt",
      "hg.run.id": "run-1",
      "hg.status": "done",
    });
    expect(named("chat planner").map(({ attributes }) => attributes["hg.chat.purpose"])).toEqual(
      expect.arrayContaining(["plan", "choice", "answer"]),
    );
    expect(named("chat planner")[0]?.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "planner",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 5,
    });
    expect(named("chat planner").at(-1)?.attributes["gen_ai.response.time_to_first_chunk"]).toBe(0);
    expect(named("retrieval")[0]?.attributes).toMatchObject({
      "gen_ai.operation.name": "retrieval",
      "gen_ai.data_source.id": "registry",
      "hg.candidates": ["org/one", "org/two"],
    });
    expect(named("execute_tool translation")[0]?.attributes).toMatchObject({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "translation",
      "hg.task.id": 1,
      "hg.status": "succeeded",
    });
    expect(named("attempt").map(({ attributes }) => attributes["gen_ai.provider.name"])).toContain("fal-ai");
    expect(named("attempt").map(({ attributes }) => typeof attributes["error.type"])).toContain("string");
  });

  it("hold no content", async () => {
    await startTestRun({
      "org/one": new Fault("NETWORK", "busy with secret words"),
      "org/two": { text: "secret words" },
    }).report;
    const written = JSON.stringify(
      exporter
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(written).toContain("org/two");
    expect(written).not.toContain("secret");
    expect(written).not.toContain("It is done");
  });

  it("end with a cancelled run, as failed", async () => {
    const run = startTestRun({ "org/one": "hang" });
    for await (const event of run) if (event.type === "attempt-started") break;
    const ended = exporter.getFinishedSpans();
    expect(ended.map(({ name }) => name)).toContain("attempt");
    expect(named("invoke_workflow hugginggpt")[0]?.attributes["error.type"]).toBe("AbortError");
  });

  it("are not made without an SDK, and the run is the same", async () => {
    trace.disable();
    expect((await startTestRun({ "org/one": { text: "words" } }).report).status).toBe("done");
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});
