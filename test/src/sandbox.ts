import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultHubRows } from "./hub/hub-row.js";
import { starterRows } from "./hub/starter-rows.js";
import { type HubServer, startHub } from "./hub-server.js";
import { startInference } from "./inference-server.js";
import { sandboxReply } from "./llm/sandbox-reply.js";
import { type LlmServer, startLlm } from "./llm-server.js";
import type { LoopbackServer } from "./loopback/loopback-server.js";
import { defaultMappings } from "./providers/default-mappings.js";

/** The three simulated services, started together over the same models. */
export interface Sandbox {
  readonly hub: HubServer;
  readonly llm: LlmServer;
  readonly inference: LoopbackServer;
  /** What to set so that the product uses them. The token and the key are no secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the screen says: where the servers are, what is simulated, the variables for each kind of shell. */
  readonly banner: string;
  close(): Promise<void>;
}

/** Starts the three servers on free ports of 127.0.0.1, over the real models where they are at hand or those given. */
export async function startSandbox({ rows, from } = defaultHubRows()): Promise<Sandbox> {
  const known = new Set(rows.map(({ item }) => item.id));
  // What a registry begins with runs too, so that nothing has to be synced first.
  const mappings = defaultMappings([...rows, ...starterRows().filter(({ item }) => !known.has(item.id))]);
  const hub = await startHub({ rows, mappings });
  const llm = await startLlm({ reply: sandboxReply });
  const inference = await startInference({ mappings });
  const environment = {
    HF_ENDPOINT: hub.url,
    HF_INFERENCE_ENDPOINT: inference.url,
    HF_TOKEN: "hf_simulated_token",
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_API_KEY: "sk-simulated",
    // What the simulated Hub says must not replace a registry in use.
    HUGGINGGPT_HOME: join(tmpdir(), "hugginggpt-sandbox"),
  };
  return {
    hub,
    llm,
    inference,
    environment,
    banner: bannerOf(rows.length, from, environment),
    close: async () => {
      await Promise.all([hub.close(), llm.close(), inference.close()]);
    },
  };
}

function bannerOf(
  count: number,
  from: "corpus" | "invented",
  environment: Readonly<Record<string, string>>,
): string {
  const models =
    from === "corpus"
      ? `${count} real models (older counts; dates and commits are made up)`
      : `${count} models, all of them invented`;
  const variables = Object.entries(environment);
  return [
    "Sandbox: everything that these servers answer is SIMULATED. No model runs and nothing leaves this machine.",
    "",
    `  Hub               ${environment.HF_ENDPOINT}   ${models}`,
    `  Language model    ${environment.OPENAI_BASE_URL}   SIMULATED: plans by the offline rules, takes the first model`,
    `  Inference router  ${environment.HF_INFERENCE_ENDPOINT}   made-up answers, pictures, tones and videos`,
    "",
    "In another terminal (bash, zsh):",
    ...variables.map(([name, value]) => `  export ${name}=${value}`),
    "",
    "PowerShell:",
    ...variables.map(([name, value]) => `  $env:${name} = "${value}"`),
    "",
    "HUGGINGGPT_HOME keeps its registry and its runs apart from yours. Then, for instance:",
    '  npx hugginggpt run "summarize this, translate the summary into German and read it aloud" --file data/examples/article.txt',
    '  npx hugginggpt run "make a picture of a lighthouse at dusk"',
    "  npx indexer sync    # the simulated Hub's other models",
    "Ctrl-C ends the sandbox.",
  ].join("\n");
}
