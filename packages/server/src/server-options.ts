import type { RunQueue, RunRepeats, RunStorage, Runtime, StoredRun } from "@hugginggpt/runtime";
import type { Clock, Controller, Embedder, Registry, UserFile } from "@hugginggpt/shared";
import type { FileReading } from "./api/run-body.js";
import type { SyncControl } from "./api/sync-control.js";
import type { Access } from "./guard/access.js";

/** Limits of a server. */
export interface ServerLimits {
  /** Most bytes of a request. */
  readonly bodyBytes: number;
  /** Most active runs, and most waiting runs of one caller. */
  readonly runs: number;
  readonly waiting: number;
  /** Most requests of one caller per minute. */
  readonly requestsAMinute: number;
  /** Most open event streams. */
  readonly streams: number;
}

/**
 * Enough for 64 files of 256 MiB in all with the form around them, 1,000 watching pages, and a page of many pictures.
 */
export const DEFAULT_SERVER_LIMITS: ServerLimits = {
  bodyBytes: 272 * 1024 * 1024,
  runs: 4,
  waiting: 200,
  requestsAMinute: 1200,
  streams: 1000,
};

/** The parts of a server. The caller closes what it opened, after `stop`. */
export interface ServerOptions {
  readonly runtime: Runtime;
  readonly storage: RunStorage;
  readonly registry: Registry;
  readonly embedder: Embedder;
  /** Answers front ends' questions about a conversation; null if there is none. */
  readonly controller: Controller | null;
  readonly access: Access;
  /** The accepted runs that have not ended. */
  readonly queue: RunQueue;
  /** Which requests started which runs; by default kept in memory. */
  readonly repeats?: RunRepeats;
  /** Whether the server itself works on the queue's runs; by default true. */
  readonly works?: boolean;
  /** Queues the runs that an earlier server left. */
  readonly restoreRuns: () => Promise<void>;
  /** The secret of the links to artifacts; it survives restarts. */
  readonly linkKey: string;
  /** The public URL, such as `https://example.org/ai`; null to take the request's. */
  readonly publicUrl: string | null;
  readonly readFile: FileReading;
  /** Downloads a file from an untrusted URL. */
  readonly fetchFile: (address: string, handle: number, signal: AbortSignal) => Promise<UserFile>;
  /** Returns a runtime whose controller uses another key, for one request. The key is never stored. */
  readonly runtimeWithKey: (openaiApiKey: string) => Promise<Runtime>;
  /** Returns a run as one self-contained HTML page. */
  readonly runPage: (stored: StoredRun) => Promise<string>;
  readonly sync: SyncControl;
  readonly clock: Clock;
  /** The program's version. */
  readonly version: string;
  readonly limits?: Partial<ServerLimits>;
  /** The folder of the page's files; null if no page is served. */
  readonly page: string | null;
  /** Whether HuggingGPT's own routes are served, without a token, to the origins that `access` names. */
  readonly jarvis?: boolean;
  /** Returns an English text of an error in the language that an `Accept-Language` header asks for, if it is known. */
  readonly translate: (text: string, languages: string) => Promise<string>;
  /** Receives bugs: errors that are not faults. */
  readonly onBug: (error: unknown) => void;
}
