import type { RunQueue, RunRepeats, RunStorage, Runtime, StoredRun } from "@hugginggpt/runtime";
import type { Clock, Controller, Embedder, Registry, UserFile } from "@hugginggpt/shared";
import type { FileReading } from "./api/run-body.js";
import type { SyncControl } from "./api/sync-control.js";
import type { Access } from "./guard/access.js";

/** What one server takes at most. */
export interface ServerLimits {
  /** Bytes of a request. */
  readonly bodyBytes: number;
  /** Runs that are worked on at the same time, and runs of one caller that wait. */
  readonly runs: number;
  readonly waiting: number;
  /** Requests of one caller a minute. */
  readonly requestsAMinute: number;
  /** Streams of events that are open at the same time. */
  readonly streams: number;
}

/** Room for 64 files of 256 MiB together, with what a form adds; 1,000 pages that watch; a page with many pictures. */
export const DEFAULT_SERVER_LIMITS: ServerLimits = {
  bodyBytes: 272 * 1024 * 1024,
  runs: 4,
  waiting: 200,
  requestsAMinute: 1200,
  streams: 1000,
};

/** What a server is made of. Whoever opened a part closes it, after `stop`. */
export interface ServerOptions {
  readonly runtime: Runtime;
  readonly storage: RunStorage;
  readonly registry: Registry;
  readonly embedder: Embedder;
  /** Answers what front ends ask beside a talk; null if there is none. */
  readonly controller: Controller | null;
  readonly access: Access;
  /** The runs that it takes, until they have come to their end. */
  readonly queue: RunQueue;
  /** Which requests have begun which runs; by default it knows those of this server while it runs. */
  readonly repeats?: RunRepeats;
  /** Whether it works on the runs of the queue itself; by default it does. */
  readonly works?: boolean;
  /** Puts the runs into the queue that an earlier server left. */
  readonly goOn: () => Promise<void>;
  /** Secret behind the links to artifacts; stays the same when the server starts again. */
  readonly linkKey: string;
  /** Where this server is reached from outside, such as `https://example.org/ai`; null: as the request says. */
  readonly publicUrl: string | null;
  readonly readFile: FileReading;
  /** Fetches what an address holds that somebody gave, as untrusted. */
  readonly fetchFile: (address: string, handle: number, signal: AbortSignal) => Promise<UserFile>;
  /** Returns a runtime whose controller has another key, for one request; the key is kept nowhere. */
  readonly runtimeWithKey: (openaiApiKey: string) => Promise<Runtime>;
  /** Returns a run as one HTML page that needs nothing else. */
  readonly runPage: (stored: StoredRun) => Promise<string>;
  readonly sync: SyncControl;
  readonly clock: Clock;
  /** This program's. */
  readonly version: string;
  readonly limits?: Partial<ServerLimits>;
  /** Directory of the page's files; null: no page is served. */
  readonly page: string | null;
  /** Whether HuggingGPT's own addresses are served: without a token, to the origins that `access` names. */
  readonly jarvis?: boolean;
  /** Told of a bug: an error that is no fault. */
  readonly onBug: (error: unknown) => void;
}
