export { gitBlobSha } from "./hub/card-file.js";
export { HubModels } from "./hub/hub-models.js";
export {
  CORPUS_FILE,
  defaultHubRows,
  type HubItem,
  type HubRow,
  INVENTED_FILE,
  readHubRows,
} from "./hub/hub-row.js";
export { type HubOptions, type HubServer, startHub } from "./hub-server.js";
export { type InferenceOptions, startInference } from "./inference-server.js";
export type { ChatCall, ChatTurn } from "./llm/chat-call.js";
export type { ScriptedCompletion, ScriptedReply } from "./llm/chat-completion.js";
export { sandboxReply } from "./llm/sandbox-reply.js";
export { type ChatScript, type LlmOptions, type LlmServer, startLlm } from "./llm-server.js";
export {
  type ActiveRule,
  type FaultRule,
  forModel,
  type InjectedFault,
  type RequestMatcher,
} from "./loopback/fault-rules.js";
export {
  failWith,
  foreignLink,
  gzipBomb,
  honestly,
  htmlPage,
  hugeBody,
  inTurn,
  invalidUtf8,
  loopingLink,
  rateLimited,
  resetConnection,
  truncateBody,
  withHeaders,
  wrongJson,
} from "./loopback/faults.js";
export { type Gate, gate } from "./loopback/gate.js";
export {
  bodyObject,
  bodyText,
  type LoggedRequest,
  type LoopbackRequest,
  tokenOf,
} from "./loopback/loopback-request.js";
export { type LoopbackOptions, type LoopbackServer, startLoopback } from "./loopback/loopback-server.js";
export { simulatedMp4 } from "./media/simulated-mp4.js";
export { simulatedPng } from "./media/simulated-png.js";
export { simulatedWav } from "./media/simulated-wav.js";
export { defaultMappings } from "./providers/default-mappings.js";
export { PROVIDER_NAMES, type ProviderMapping } from "./providers/provider-mapping.js";
export { type Sandbox, startSandbox } from "./sandbox.js";
