export { anyCharacter } from "./any-character.js";
export { faultOf } from "./fault-of.js";
export type { TestDatabase, TestServer } from "./postgres.js";
export { pgliteServer, postgresServer } from "./postgres.js";
export { processorTime } from "./processor-time.js";
export { scriptedHttp, scriptedTransport } from "./scripted-transport.js";
