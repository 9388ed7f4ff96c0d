// node docs/examples/dist/tracing.js "read 'hello' aloud"
// The runtime knows OpenTelemetry's API alone; which SDK records its spans, and where they go, is the program's choice.
import { trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { openRuntime } from "./open-runtime.js";

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);

const { runtime, close } = await openRuntime(process.env.HUGGINGGPT_HOME ?? "data");
try {
  await runtime.run(process.argv[2] ?? "read 'hello' aloud").report;
  for (const { name, attributes } of exporter.getFinishedSpans()) console.log(name, attributes);
} finally {
  await close();
}
