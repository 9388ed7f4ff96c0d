import { isFault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { embedderContract } from "../testing/embedder-contract.js";
import { testHttp } from "../testing/test-http.js";
import { createEmbedder, type EmbedderDeps } from "./create-embedder.js";

interface Sent {
  readonly url: string;
  readonly authorization: string | null;
  readonly body: { readonly inputs?: string[]; readonly input?: string[]; readonly encoding_format?: string };
}

/** A vector that tells texts apart. */
const vectorOf = (text: string) => [text.length + 1, text.charCodeAt(0), text.charCodeAt(text.length - 1)];
const openaiAnswer = ({ body }: Sent): unknown => ({
  object: "list",
  data: (body.input ?? [])
    .map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) }))
    .reverse(),
});
const hfAnswer = ({ body }: Sent): unknown => body.inputs?.map(vectorOf);

function deps(answer: (sent: Sent) => unknown, status = 200, sent: Sent[] = []): EmbedderDeps {
  const http = testHttp(async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const one = {
      url: request.url,
      authorization: request.headers.get("authorization"),
      body: JSON.parse(text),
    };
    sent.push(one);
    return Response.json(answer(one), { status });
  });
  return {
    http,
    openai: { baseUrl: "https://llm.test/v1", apiKey: "sk-secret-key" },
    hf: { inferenceEndpoint: "https://router.test", token: "hf_secrettoken" },
  };
}

embedderContract("openai", () => createEmbedder("openai:small", deps(openaiAnswer)));
embedderContract("hf", () => createEmbedder("hf:owner/model", deps(hfAnswer)));

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "nothing thrown",
    (error: unknown) => (isFault(error) ? error.code : error),
  );
}

describe("createEmbedder", () => {
  it("names each embedder as it is stored", () => {
    expect(createEmbedder("hashed", deps(hfAnswer)).name).toBe("hashed-v1");
    expect(createEmbedder("hashed-v1", deps(hfAnswer)).name).toBe("hashed-v1");
    expect(createEmbedder("openai:text-embedding-3-small", deps(hfAnswer)).name).toBe(
      "openai:text-embedding-3-small",
    );
    expect(createEmbedder("hf:a/b", deps(hfAnswer)).name).toBe("hf:a/b");
  });

  it.each(["", "bert", "hf:", "openai:", "hf:a/b/c", "hf:../x", "openai:a b", "hf:a/..", "\u001b[2J"])(
    "refuses %j with what it takes",
    (spec) => {
      expect(() => createEmbedder(spec, deps(hfAnswer))).toThrow(
        expect.objectContaining({ code: "USAGE", wanted: expect.stringContaining("hashed") }),
      );
    },
  );
});

describe("the embedder by a server like OpenAI's", () => {
  it("asks for floats, with the key", async () => {
    const sent: Sent[] = [];
    await createEmbedder("openai:small", deps(openaiAnswer, 200, sent)).embed(["text"], "query");
    expect(sent).toMatchObject([
      {
        url: "https://llm.test/v1/embeddings",
        authorization: "Bearer sk-secret-key",
        body: { encoding_format: "float" },
      },
    ]);
  });

  it.each([
    ["fewer vectors than texts", { data: [{ index: 0, embedding: [1, 2] }] }],
    [
      "vectors of two dimensions",
      {
        data: [
          { index: 0, embedding: [1, 2] },
          { index: 1, embedding: [1] },
        ],
      },
    ],
    [
      "a value that is no number",
      {
        data: [
          { index: 0, embedding: [1, "x"] },
          { index: 1, embedding: [1, 2] },
        ],
      },
    ],
    ["no vectors", { data: [] }],
    ["something else", { result: "x" }],
    ["null", null],
  ])("refuses %s", async (_what, answer) => {
    const embedder = createEmbedder(
      "openai:small",
      deps(() => answer),
    );
    expect(await codeOf(embedder.embed(["one", "two"], "document"))).toBe("BAD_RESPONSE");
  });

  it.each([
    [401, "CREDENTIALS_REJECTED"],
    [404, "NOT_FOUND"],
    [400, "BAD_REQUEST"],
    [429, "RATE_LIMITED"],
    [503, "SERVER_ERROR"],
  ])("says what a refusal with %i means", async (status, code) => {
    const embedder = createEmbedder(
      "openai:small",
      deps(() => ({ error: { message: "no" } }), status),
    );
    expect(await codeOf(embedder.embed(["one"], "document"))).toBe(code);
  });

  it("takes an error with status 200 for what it is", async () => {
    const embedder = createEmbedder(
      "openai:small",
      deps(() => ({ error: { message: "no credits", code: 402 } })),
    );
    expect(await codeOf(embedder.embed(["one"], "document"))).toBe("CREDITS_EXHAUSTED");
  });

  it("holds later answers to the dimension of the first", async () => {
    let width = 2;
    const embedder = createEmbedder(
      "openai:small",
      deps(() => ({ data: [{ index: 0, embedding: Array(width).fill(1) }] })),
    );
    await embedder.embed(["one"], "document");
    expect(embedder.dimension).toBe(2);
    width = 3;
    expect(await codeOf(embedder.embed(["one"], "document"))).toBe("BAD_RESPONSE");
  });
});

describe("the embedder by feature extraction", () => {
  it("posts to the router's pipeline, the token to that origin", async () => {
    const sent: Sent[] = [];
    await createEmbedder("hf:owner/model", deps(hfAnswer, 200, sent)).embed(["text"], "query");
    expect(sent).toMatchObject([
      {
        url: "https://router.test/hf-inference/models/owner/model/pipeline/feature-extraction",
        authorization: "Bearer hf_secrettoken",
        body: { inputs: ["text"] },
      },
    ]);
  });

  it.each([
    [
      "a vector for each text",
      [
        [3, 4],
        [0, 2],
      ],
    ],
    ["a vector in a list of its own", [[[3, 4]], [[0, 2]]]],
    [
      "a vector for each token, whose mean is taken",
      [
        [
          [6, 8],
          [0, 0],
        ],
        [
          [0, 1],
          [0, 3],
        ],
      ],
    ],
  ])("reads %s", async (_what, answer) => {
    const embedder = createEmbedder(
      "hf:owner/model",
      deps(() => answer),
    );
    const vectors = await embedder.embed(["one", "two"], "document");
    expect(vectors.map((vector) => [...vector])).toEqual([
      [Math.fround(0.6), Math.fround(0.8)],
      [0, 1],
    ]);
  });

  it("reads a single text's vector without the outer list", async () => {
    const [vector] = await createEmbedder(
      "hf:owner/model",
      deps(() => [0, 5]),
    ).embed(["one"], "query");
    expect([...(vector ?? [])]).toEqual([0, 1]);
  });

  it.each([
    ["an object", { error: "loading" }],
    ["texts", ["a", "b"]],
    ["ragged tokens", [[[1, 2], [3]], [[1, 2]]]],
    [
      "null among numbers",
      [
        [1, null],
        [1, 2],
      ],
    ],
    ["too few", [[1, 2]]],
  ])("refuses %s", async (_what, answer) => {
    const embedder = createEmbedder(
      "hf:owner/model",
      deps(() => answer),
    );
    expect(await codeOf(embedder.embed(["one", "two"], "document"))).toBe("BAD_RESPONSE");
  });
});
