/** What `hugginggpt config init` writes: each setting as a comment, with a value that it takes. */
export const CONFIG_TEMPLATE = `// Settings of HuggingGPT. Take // away to set one; "hugginggpt help configuration" says what each means, and
// "hugginggpt config" what is in force. Tokens and keys have no place here: "hugginggpt login" keeps them.
{
  // Who plans, chooses and answers: offline, or <kind>:<model> with openai, hf, azure or ollama.
  // "controller": "ollama:qwen3",
  // What makes vectors of texts: hashed, openai:<model>, hf:<model> or local:<model>.
  // "embedder": "hashed",
  // What may do the work, in order of preference.
  // "backends": ["custom", "providers", "local", "builtin", "controller"],
  // Candidates offered for each task, and what to prefer: best, fastest, cheapest or local.
  // "topK": 5,
  // "policy": "best",
  // Hard limits: models of other licences, owners, providers and sizes are not offered.
  // "licenses": ["apache-2.0", "mit"],
  // "orgs": ["google", "openai"],
  // "providers": ["hf-inference", "fal-ai"],
  // "maxParams": "7B",
  // What each run may take; costs are US dollars.
  "limits": {
    // "parallel": 8,
    // "candidates": 3,
    // "retries": 2,
    // "runSeconds": 600,
    // "contextTokens": 8192,
    // "maxCost": 0.5,
    // "maxCalls": 40,
    // "maxSeconds": 300,
    // "assumeCost": 0.05,
  },
  // Models on servers of your own; wire: openai, hf-inference or hugginggpt.
  // "endpoints": [{ "url": "http://localhost:8000/v1", "task": "summarization", "wire": "openai", "model": "qwen3" }],
  // Models on this machine.
  "local": {
    // "maxMemory": "2GB",
    // "maxDownload": "1GB",
  },
  // Words of yours beside the rules by which a language model works.
  "prompts": {
    // "plan": "Prefer few tasks.",
    // "choice": "Prefer small models.",
    // "answer": "Answer in one sentence.",
    // "demos": [],
    // "descriptionCharacters": 100,
  },
  // Another OpenAI-compatible server, or Azure.
  "openai": {
    // "baseUrl": "http://localhost:8000/v1",
    "azure": {
      // "endpoint": "https://name.openai.azure.com",
      // "apiVersion": "2024-10-21",
    },
  },
  // Whether addresses of --file and of results may lie on this machine or in its network.
  // "allowPrivateNetwork": false,
  // Where the registry and the records of runs lie.
  // "home": "state",
  // A PostgreSQL database for registry and runs instead of the home, and where files of runs are kept then: a folder
  // that all machines share, or s3://bucket/prefix.
  "database": {
    // "url": "postgres://hugginggpt@localhost:5432/hugginggpt",
  },
  // "artifacts": "artifacts",
  // The language of help and messages: en or zh.
  // "language": "en",
}
`;
