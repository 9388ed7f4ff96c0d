import type OpenAI from "openai";
import { Fault, isFault } from "../errors/fault.js";
import { Deadline } from "../http/deadline.js";
import type { HttpClient } from "../http/http-client.js";
import { limitBody, readBody } from "../http/limit-body.js";
import { networkFault } from "../http/network-fault.js";
import { withRetry } from "../http/retry.js";
import { assertHeaderText } from "../http/send.js";
import { errorInBody } from "../http/server-error.js";
import { bodyFault } from "../http/status-fault.js";
import type { Answer } from "../http/transport/transport.js";
import { isJsonObject, parseJson } from "../text/json.js";
import type { ChatAnswer } from "./chat-answer.js";
import { type ChatQuestion, chatBody, wantedOptions } from "./chat-body.js";
import { chatModels } from "./chat-model.js";
import { type ChatBody, readChat } from "./read-chat.js";
import { mayBeAboutOptions, type Option, optionsNamed, ServerOptions } from "./server-options.js";

export interface OpenAiServerOptions {
  /** The base URL, with `/v1` for a compatible server and `/openai` for an Azure resource. It can have a query. */
  readonly baseUrl: string;
  /** Null for a server without keys. */
  readonly apiKey: string | null;
  /** Set for Azure OpenAI, where the model's name is a deployment and part of the URL. */
  readonly azureApiVersion?: string | undefined;
  readonly http: HttpClient;
  /** Time limit of an answer, in milliseconds. Default 300,000, because a language model may think for minutes. */
  readonly deadlineMs?: number;
  /** Most tries. Default 3. */
  readonly tries?: number;
  /** The longest wait before a retry, in milliseconds. Default 30,000. */
  readonly maxWaitMs?: number;
  /** How long a stream may stay open after its answer, in milliseconds. Default 2,000. */
  readonly graceMs?: number;
}

/** What is known about a server, for the lifetime of its HTTP client. */
interface Known {
  readonly options: ServerOptions;
  /** The model begins with thinking whose opening tag is in the prompt. */
  isOpened: boolean;
}

interface Call {
  readonly purpose: string;
  readonly signal?: AbortSignal | undefined;
  /** Whether a retry is still possible: not after text was shown. */
  readonly isUseful?: () => boolean;
}

/** A route of the API and its body. */
interface Ask {
  readonly path: string;
  /** Absent for GET. */
  readonly body?: object;
}

const KNOWN = new WeakMap<HttpClient, Map<string, Known>>();
/** The library's timeout in milliseconds: longer than our own deadline, which comes first. */
const CLIENT_TIMEOUT_MS = 3_600_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** Longest silence while an answer is read, in milliseconds: models think before they write. */
const IDLE_MS = 120_000;

/**
 * A server with OpenAI's API: chat, embeddings, the list of models. The client library is loaded with the first call.
 * Refusals are Faults by status (see `statusFault`), even if they come inside a good response or a stream.
 */
export class OpenAiServer {
  readonly #options: OpenAiServerOptions;
  readonly #base: URL;
  /** Made with the first request. A rejection is kept, too, because the key does not change. */
  #client: Promise<OpenAI> | null = null;

  constructor(options: OpenAiServerOptions) {
    this.#options = options;
    this.#base = new URL(options.baseUrl);
    // The URL of the chat route stands for the server.
    this.#base.pathname = this.#base.pathname.replace(/\/+(?:chat\/completions\/*)?$/, "");
  }

  /**
   * Returns the model's answer. A refused request is sent again without its optional parts (a schema, a system message,
   * streaming, usage in streams, a limit of tokens). Options that the server does not take, and streams that cannot be
   * read, are remembered. If a stream breaks off after text was shown, the answer is requested again without streaming.
   * @throws Fault by the server's error; BAD_RESPONSE for anything but a chat completion; the signal's reason if
   * aborted.
   */
  async chat(
    model: string,
    question: ChatQuestion,
    purpose: string,
    signal?: AbortSignal,
  ): Promise<ChatAnswer> {
    const known = this.#known(model);
    const wanted = wantedOptions(question);
    let leftOut: readonly Option[] = [];
    let suspect: Option | undefined;
    const shown = { text: "" };
    for (;;) {
      const used = known.options.usable(wanted.filter((option) => !leftOut.includes(option)));
      try {
        const answer = await this.#ask(model, question, { used, purpose, signal, shown });
        if (suspect) known.options.refuse([suspect]);
        if (answer.finish !== "cut" || !used.includes("stream")) {
          if (!used.includes("stream") && shown.text !== "")
            question.onText?.(unshown(answer.text, shown.text));
          return answer;
        }
        known.options.refuse(["stream"]);
      } catch (error) {
        signal?.throwIfAborted();
        const named = isFault(error) ? optionsNamed(error, used) : [];
        const canBeWhole = used.includes("stream");
        const isBroken = canBeWhole && isFault(error, "BAD_RESPONSE");
        if (isBroken) known.options.refuse(["stream"]);
        else if (canBeWhole && shown.text !== "" && isFault(error) && error.retryable)
          leftOut = [...leftOut, "stream"];
        else if (named.length > 0) known.options.refuse(named);
        else if (isFault(error) && mayBeAboutOptions(error) && suspect === undefined && used[0]) {
          suspect = used[0];
          leftOut = wanted;
        } else throw error;
      }
    }
  }

  /**
   * Returns a vector for each text, in order, and the number of tokens; null if the server does not count.
   * @throws Fault BAD_RESPONSE for a response without embeddings, and by the server's error.
   */
  async embed(
    model: string,
    texts: readonly string[],
    purpose: string,
    signal?: AbortSignal,
  ): Promise<{ readonly vectors: number[][]; readonly usage: number | null }> {
    const body = { model, input: [...texts], encoding_format: "float" as const };
    const json = await this.#json(purpose, { path: "/embeddings", body }, signal);
    const data = isJsonObject(json) && Array.isArray(json.data) ? json.data.filter(isJsonObject) : [];
    const vectors = data
      .toSorted((a, b) => Number(a.index ?? 0) - Number(b.index ?? 0))
      .flatMap(({ embedding }) => (Array.isArray(embedding) ? [embedding.map(Number)] : []));
    const usage = isJsonObject(json) && isJsonObject(json.usage) ? json.usage.prompt_tokens : null;
    if (vectors.length > 0) return { vectors, usage: typeof usage === "number" ? usage : null };
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: ${this.#base.host} answered without embeddings`, {
      wanted: "embeddings",
      next: "Check that the server has embeddings and that the model makes them.",
    });
  }

  /**
   * Returns the ids of the server's models that may chat, the likeliest first; empty if there are none.
   * @throws Fault by the server's error, BAD_RESPONSE for anything but a list.
   */
  async chatModels(purpose: string): Promise<string[]> {
    const json = await this.#json(purpose, { path: "/models" });
    if (isJsonObject(json) && Array.isArray(json.data)) return chatModels(json.data);
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: ${this.#base.host} sent no list of models`, {
      wanted: "JSON with data",
      next: "Check OPENAI_BASE_URL.",
    });
  }

  async #ask(
    model: string,
    question: ChatQuestion,
    { used, shown, ...call }: Call & { readonly used: readonly Option[]; readonly shown: { text: string } },
  ): Promise<ChatAnswer> {
    const known = this.#known(model);
    const { http, graceMs = 2_000 } = this.#options;
    const onText = (piece: string) => {
      shown.text += piece;
      question.onText?.(piece);
    };
    const isUseful = () => shown.text === "";
    const ask = { path: "/chat/completions", body: chatBody(model, question, used) };
    const answer = await this.#try({ ...call, isUseful }, ask, (response) => {
      const { isOpened } = known;
      const { secrets } = http.options;
      const more = used.includes("stream") ? { onText } : {};
      return readChat(response, { ...call, url: this.#base, secrets, isOpened, graceMs, ...more });
    });
    known.isOpened ||= answer.isOpenedInPrompt;
    return answer;
  }

  /** Returns the JSON of a response. */
  async #json(purpose: string, ask: Ask, signal?: AbortSignal): Promise<unknown> {
    return this.#try({ purpose, signal }, ask, async ({ pieces }) => {
      const json = parseJson(new TextDecoder().decode(await readBody(pieces, MAX_BYTES, purpose)));
      const error = errorInBody(json);
      const { secrets } = this.#options.http.options;
      if (error) throw bodyFault(error, { purpose, url: this.#base, secrets });
      return json;
    });
  }

  /** Sends a request, with retries, and returns what `read` makes of the response. */
  async #try<T>(
    { purpose, signal, isUseful = () => true }: Call,
    ask: Ask,
    read: (answer: ChatBody) => Promise<T>,
  ): Promise<T> {
    const { http, tries = 3, maxWaitMs = 30_000 } = this.#options;
    const { clock, random, onWait } = http.options;
    return withRetry(
      {
        tries,
        maxWaitMs,
        clock,
        random,
        signal,
        isUseful,
        onWait: (ms, { code }) => onWait?.(purpose, ms, { host: this.#base.host, code }),
      },
      () => this.#once({ purpose, signal }, ask, read),
    );
  }

  /**
   * Makes one try. The library only builds the request. It is sent by our own client, because the library's sending and
   * parsing cost more than all the rest.
   */
  async #once<T>({ purpose, signal }: Call, ask: Ask, read: (answer: ChatBody) => Promise<T>): Promise<T> {
    const { http, deadlineMs = 300_000 } = this.#options;
    const deadline = new Deadline(deadlineMs, signal);
    let answer: Answer | null = null;
    const explained = (error: unknown): Fault => {
      signal?.throwIfAborted();
      return networkFault(error, {
        purpose,
        url: this.#base,
        lateMs: deadline.isOver ? deadlineMs : undefined,
      });
    };
    try {
      const request = await this.#requestOf(ask);
      answer = await http.open({ purpose, ...request }, deadline.signal).catch((error: unknown) => {
        throw explained(error);
      });
      const { headers, body } = answer;
      const { secrets } = http.options;
      const limits = { maxBytes: MAX_BYTES, idleMs: IDLE_MS, purpose, secrets, explained };
      const pieces = limitBody(body, limits);
      return await read({ type: headers.get("content-type") ?? "", pieces });
    } catch (error) {
      signal?.throwIfAborted();
      throw this.#explained(error);
    } finally {
      deadline.clear();
      answer?.body.destroy();
    }
  }

  /** If a server does not know the route, it may have it under `/v1`. */
  #explained(error: unknown): unknown {
    if (isFault(error, "NETWORK") && error.retryable && isLocal(this.#base))
      return withNext(error, runningHint(this.#base));
    if (!isFault(error, "NOT_FOUND")) return error;
    const { pathname, origin } = this.#base;
    const next = /\/v\d|\/openai/.test(pathname)
      ? "Check the model's name (--controller openai:<model>) and OPENAI_BASE_URL."
      : `Check the model's name; the address may want /v1: OPENAI_BASE_URL=${origin}${pathname.replace(/\/$/, "")}/v1`;
    return withNext(error, next);
  }

  #known(model: string): Known {
    const { http } = this.#options;
    const servers = KNOWN.get(http) ?? new Map<string, Known>();
    KNOWN.set(http, servers);
    const key = `${this.#base.href} ${model}`;
    const refused: readonly Option[] = this.#base.host === "api.openai.com" ? ["max_tokens"] : [];
    const known = servers.get(key) ?? { options: new ServerOptions(refused), isOpened: false };
    servers.set(key, known);
    return known;
  }

  /** Returns a request built by the library, with its headers and URL. */
  async #requestOf({ path, body }: Ask) {
    this.#client ??= this.#newClient();
    const method = body === undefined ? "get" : "post";
    const { req, url } = await (await this.#client).buildRequest({ method, path, body });
    return {
      url,
      method: body === undefined ? ("GET" as const) : ("POST" as const),
      headers: Object.fromEntries(req.headers),
      ...(typeof req.body === "string" ? { body: req.body } : {}),
    };
  }

  /** Returns a client that reads nothing from the environment. */
  async #newClient(): Promise<OpenAI> {
    const { default: OpenAI, AzureOpenAI } = await import("openai");
    const { apiKey, azureApiVersion } = this.#options;
    // The library's clients require a key. A server without keys does not get this one.
    const key = apiKey ?? "none";
    assertHeaderText(key, `The key for ${this.#base.host}`);
    const common = {
      apiKey: key,
      ...(apiKey === null ? { defaultHeaders: { authorization: null } } : {}),
      baseURL: this.#base.origin + this.#base.pathname,
      defaultQuery: Object.fromEntries(this.#base.searchParams),
      timeout: CLIENT_TIMEOUT_MS,
      organization: null,
      project: null,
      webhookSecret: null,
      adminAPIKey: null,
      logLevel: "off",
    } as const;
    return azureApiVersion ? new AzureOpenAI({ ...common, apiVersion: azureApiVersion }) : new OpenAI(common);
  }
}

/** Returns the same fault with another next step. */
function withNext(fault: Fault, next: string): Fault {
  const { code, message, status, about, retryable, came } = fault;
  return new Fault(code, message, {
    ...{ about, retryable, next, cause: fault },
    status,
    came,
  });
}

function isLocal({ hostname }: URL): boolean {
  return /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

/** Ollama's default port is 11434. */
function runningHint({ port, host }: URL): string {
  return port === "11434" ? "Is Ollama running? (`ollama serve`)" : `Is the server at ${host} running?`;
}

/** Returns what to show of a whole answer if a part of it, or of another answer, was already shown. */
function unshown(text: string, shown: string): string {
  return text.startsWith(shown.trim()) ? text.slice(shown.trim().length) : `\n${text}`;
}
