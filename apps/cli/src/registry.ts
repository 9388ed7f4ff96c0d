import { run } from "./registry-program.js";

await run();
