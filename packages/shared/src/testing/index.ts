export { faultOf } from "./fault-of.js";
