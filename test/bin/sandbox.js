#!/usr/bin/env node
import { startSandbox } from "../dist/index.js";

const sandbox = await startSandbox();
console.log(sandbox.banner);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    sandbox.close().then(() => process.exit(0));
  });
}
