import { countedModels } from "../../test/dist/chaos/counted-models.js";

// Models that answer at once, in a process of their own, so that what they take of the processor is told apart.
const models = await countedModels();
process.send(models.endpoints);
process.on("disconnect", () => process.exit(0));
