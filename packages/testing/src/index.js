export {
  anyCharacter,
  faultOf,
  pgliteServer,
  postgresServer,
  processorTime,
  scriptedHttp,
  scriptedTransport,
} from "../../shared/dist/testing/index.js";
