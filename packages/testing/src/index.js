export { faultOf, processorTime, scriptedHttp, scriptedTransport } from "../../shared/dist/testing/index.js";
