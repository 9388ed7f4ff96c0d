// node docs/examples/dist/events.js "summarize this and read the summary aloud" data/examples/article.txt
import { readUserFile } from "@hugginggpt/runtime";
import { openRuntime } from "./open-runtime.js";

const [request = "", ...paths] = process.argv.slice(2);
const { runtime, close } = await openRuntime(process.env.HUGGINGGPT_HOME ?? "data");
try {
  const files = await Promise.all(paths.map((path, i) => readUserFile(path, i + 1)));
  const run = runtime.run({ request, files });
  for await (const event of run) {
    switch (event.type) {
      case "plan-ready":
        console.log(`plan: ${event.plan.map(({ task }) => task).join(", ")}`);
        break;
      case "model-selected":
        console.log(`task ${event.task}: ${event.model} (${event.reason})`);
        break;
      case "task-ended":
        console.log(`task ${event.task}: ${event.outcome.status}`);
        break;
    }
  }
  const report = await run.report;
  console.log(report.answer);
  for (const { name, mediaType } of report.tasks.flatMap(({ artifacts }) => artifacts)) {
    console.log(`${run.artifacts.pathOf(name)} (${mediaType})`);
  }
} finally {
  await close();
}
