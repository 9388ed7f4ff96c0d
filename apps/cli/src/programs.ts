export { hugginggpt } from "./hugginggpt.js";
export { indexer } from "./indexer.js";
export type { Program } from "./program/program.js";
export { type Host, runProgram, type StopSignal } from "./program/run-program.js";
export { registry } from "./registry.js";
export type { ShownReport } from "./render/report-view.js";
