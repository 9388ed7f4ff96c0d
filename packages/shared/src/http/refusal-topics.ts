import { REFUSAL_TOPICS, type RefusalTopic } from "../errors/fault.js";

/** The words in servers' refusals by topic. Nothing else reads such words. */
const WORDS: Readonly<Record<RefusalTopic, RegExp>> = {
  input:
    /\b(inputs?|arguments?|parameters?|prompts?|texts?|tokens?|questions?|contexts?|labels?|images?|pictures?|audio|videos?|files?|masks?|tables?|width|height|duration|language|voice|field|validation|invalid|malformed|deserialize|must be|too (?:long|large|short|big)|unsupported (?:format|media)|takes no)\b/i,
  // OpenAI, vLLM, llama.cpp, Ollama, TGI, Anthropic.
  "context-length":
    /context[ _-]?(length|window|size)|\b(prompt|input|request|messages?)\b.{0,60}\b(too long|exceeds?)\b|too many (input )?tokens|reduce the length|max_new_tokens. must be <=/i,
  "not-served": /not supported by|model_not_supported/i,
  // vLLM, Ollama, OpenAI, LM Studio, llama.cpp.
  "not-chat":
    /\b(?:not|n't) support (?:chat(?: completions?)?\b(?!_)|generate\b|(?:text )?completion)|not a (?:chat|generati\w+|language|text[ -]generation) model|\bnot (?:an )?llm\b|(?:embeddings?|rerank\w*|transcription|speech) model|embeddings? only|(?:no|provide a|define a?) ?chat template/i,
  access: /\b(?:gated|restricted|authorized list|ask for access|resource is disabled)\b/i,
  credentials:
    /api[ _-]?key (?:is )?(?:not valid|invalid|missing|expired)|(?:invalid|incorrect|wrong)[ _]api[ _-]?key/i,
  credits:
    /insufficient[ _](?:quota|credits?|balance|funds)|credit balance|out of credits|key limit exceeded|exceeded your monthly/i,
  moderation:
    /\bmoderation\b|content[ _](?:filter|policy|checker|management)|responsible ?ai|flagged|\bnsfw\b/i,
  system: /system (?:role|message|prompt)s?\b|['"`]system['"`]|\bsystem role\b|role.{0,20}\bsystem\b/i,
  schema: /response_format|json_?schema|structured|schema|grammar|guided|json.?mode|generate json/i,
  usage: /stream_options|include_usage/i,
  stream: /\bstream(ing)?\b/i,
  limit: /max_(completion_)?tokens/i,
};

/** Returns the topics of a server's refusal by its words; empty if none is recognized. */
export function refusalTopics(said: string): RefusalTopic[] {
  return REFUSAL_TOPICS.filter((topic) => WORDS[topic].test(said));
}
