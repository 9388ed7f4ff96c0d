export { faultOf } from "./fault-of.js";
export { processorTime } from "./processor-time.js";
export { scriptedTransport } from "./scripted-transport.js";
