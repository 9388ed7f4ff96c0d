export type { ChatAnswer } from "./chat-answer.js";
export { OpenAiServer, type OpenAiServerOptions } from "./openai-server.js";
export { withoutThinking } from "./thinking.js";
