import { resolve } from "node:path";
import { Conversation, latestRuns, readUserFile } from "@hugginggpt/runtime";
import { describeError, isFault, type UserFile } from "@hugginggpt/shared";
import { setupOf } from "../commands/run.js";
import type { FileReader } from "../compose/file-reader.js";
import type { OpenedRuntime } from "../compose/runtime.js";
import type { ConfigFlags } from "../config/configuration.js";
import { byteSize } from "../render/format.js";
import { planLines } from "../render/plan-view.js";
import type { ShownReport } from "../render/report-view.js";
import { fileLines, filesOf } from "../render/report-view.js";
import { runListLines } from "../render/run-list-view.js";
import { AnswerStream } from "./answer-stream.js";
import { type CliContext, noteLine, printLine } from "./cli-context.js";
import type { LineTaker } from "./read-lines.js";
import { showPictures } from "./show-pictures.js";
import { watchRun } from "./watch-run.js";

const HELP = `A line is a request; it may refer to earlier ones and to the files that they made.
/file PATH  adds a file, the files of a folder, or what an http(s) address holds
/files      lists the files that can be referred to
/plan       shows the last plan
/runs       lists the latest runs, of this talk and others
/quit       leaves; Ctrl-C cancels a request that runs`;

/** What the command line said: what each run is made with, where its files go, and what is shown. */
interface SessionOptions extends ConfigFlags {
  readonly out?: string;
  readonly quiet?: boolean;
  /** False: pictures are not shown in the terminal. */
  readonly inline?: boolean;
}

/** Runs that `/runs` lists. */
const RUNS = 10;

/** A conversation at a terminal or over a pipe: requests and commands, line by line. */
export class ChatSession implements LineTaker {
  readonly #opened: OpenedRuntime;
  readonly #reader: FileReader;
  readonly #options: SessionOptions;
  readonly #context: CliContext;
  readonly #talk = new Conversation();
  #last: ShownReport | null = null;
  #running: AbortController | null = null;
  /** A request that waits for a file. */
  #waiting: string | null = null;

  constructor(
    opened: OpenedRuntime,
    reader: FileReader,
    files: readonly UserFile[],
    options: SessionOptions,
    context: CliContext,
  ) {
    this.#opened = opened;
    this.#reader = reader;
    this.#options = options;
    this.#context = context;
    for (const file of files) this.#talk.addFile(file);
  }

  /** Deals with a request or a command; false where it was `/quit`. What fails is said, and the talk goes on. */
  async take(line: string): Promise<boolean> {
    const text = line.trim();
    if (text === "/quit" || text === "/exit") return false;
    try {
      if (text.startsWith("/")) await this.#command(text);
      else if (text) await this.#answer(text);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (!isFault(error)) throw error;
      if (isFault(error, "INPUT_MISSING")) this.#askForFile(text, error.message);
      else noteLine(this.#context, `error: ${describeError(error)}`);
    }
    return true;
  }

  #askForFile(request: string, why: string): void {
    this.#waiting = request;
    printLine(this.#context, `${why}. Which one? Name it with /file PATH, and I go on.`);
  }

  cancel(): boolean {
    this.#running?.abort(new DOMException("cancelled", "AbortError"));
    return this.#running !== null;
  }

  async #answer(request: string): Promise<void> {
    this.#waiting = null;
    const abort = new AbortController();
    this.#running = abort;
    const signal = AbortSignal.any([abort.signal, this.#context.signal]);
    const stream = new AnswerStream(this.#context);
    try {
      const { files, history } = this.#talk;
      const { runtime, storage } = this.#opened;
      const { out, quiet } = this.#options;
      const live = runtime.run({
        request,
        files,
        history,
        ...(out === undefined ? {} : { out: resolve(this.#context.cwd, out) }),
        setup: setupOf(this.#options),
        streamAnswer: true,
        signal,
      });
      const report = await watchRun(live, { quiet, stream, storage }, this.#context);
      stream.end(report.answer);
      for (const line of fileLines(report)) printLine(this.#context, line);
      const { inline = true } = this.#options;
      if (inline && !quiet) await showPictures(filesOf(report), this.#context);
      await this.#remember(request, report);
    } catch (error) {
      stream.end(null);
      if (!abort.signal.aborted) throw error;
      noteLine(this.#context, "Cancelled.");
    } finally {
      this.#running = null;
    }
  }

  async #remember(request: string, report: ShownReport): Promise<void> {
    const made: UserFile[] = [];
    for (const { path } of report.tasks.flatMap(({ artifacts }) => artifacts)) {
      try {
        made.push(this.#talk.addFile(await readUserFile(path, 0)));
      } catch (error) {
        if (!isFault(error)) throw error;
        noteLine(this.#context, `${path} cannot be referred to: ${describeError(error)}`);
      }
    }
    this.#talk.addTurn(request, report, made);
    this.#last = report;
  }

  async #command(text: string): Promise<void> {
    const [name = "", ...rest] = text.split(/\s+/);
    switch (name) {
      case "/help":
        return printLine(this.#context, HELP);
      case "/file":
        return this.#addFile(rest.join(" "));
      case "/files":
        return this.#listFiles();
      case "/plan":
        return this.#showPlan();
      case "/runs":
        return this.#listRuns();
      default:
        return printLine(this.#context, `There is no command ${name}. /help lists them.`);
    }
  }

  async #addFile(path: string): Promise<void> {
    if (!path) return printLine(this.#context, "Name a file: /file PATH");
    const added = await this.#reader.read([path]);
    for (const file of added) printLine(this.#context, fileLine(this.#talk.addFile(file)));
    const { length } = this.#talk.files;
    if (added.length > length)
      noteLine(this.#context, `Only the last ${length} of these files can be referred to.`);
    if (this.#waiting !== null) await this.take(this.#waiting);
  }

  #listFiles(): void {
    const { files } = this.#talk;
    if (files.length === 0) printLine(this.#context, "No file yet. /file PATH adds one.");
    for (const file of files) printLine(this.#context, fileLine(file));
  }

  #showPlan(): void {
    const plan = this.#last?.plan;
    const lines = plan?.length === 0 ? ["No task was needed."] : planLines(plan ?? []);
    for (const line of plan ? lines : ["No request yet."]) printLine(this.#context, line);
  }

  async #listRuns(): Promise<void> {
    const { storage } = this.#opened;
    const { runs } = storage ? await latestRuns(storage.runs, RUNS) : { runs: [] };
    for (const line of runListLines(runs)) printLine(this.#context, line);
    if (runs.length > 0) noteLine(this.#context, "One of them in full: hugginggpt runs show ID");
  }
}

function fileLine({ handle, name, type, bytes }: UserFile): string {
  return `${handle}  ${name}  (${type}, ${byteSize(bytes.byteLength)})`;
}
