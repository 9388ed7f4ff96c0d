export type { TestDatabase, TestServer } from "../../shared/dist/testing/index.js";
export {
  anyCharacter,
  faultOf,
  pgliteServer,
  postgresServer,
  processorTime,
  scriptedHttp,
  scriptedTransport,
} from "../../shared/dist/testing/index.js";
