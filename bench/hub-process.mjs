import { startHub } from "../test/dist/index.js";
import { syntheticModel } from "./synthetic.mjs";

// A simulated Hub of so many synthetic models, in a process of its own; tells its parent where it listens and, asked by
// any message, how many seconds of processor time it used.
const models = Number(process.argv[2]);
const rows = Array.from({ length: models }, (_, n) => syntheticModel(n));
const mappings = rows
  .filter((_, n) => n % 20 === 0)
  .map(({ item }) => ({
    provider: "hf-inference",
    modelId: item.id,
    providerId: item.id,
    task: item.pipeline_tag,
    status: "live",
  }));
const hub = await startHub({ rows, mappings });
process.send(hub.url);
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send((user + system) / 1e6);
});
process.on("disconnect", () => process.exit(0));
