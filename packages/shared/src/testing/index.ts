export { faultOf } from "./fault-of.js";
export { processorTime } from "./processor-time.js";
export { scriptedHttp, scriptedTransport } from "./scripted-transport.js";
