import { JSONParser } from "@streamparser/json";

/** The places of tasks: in a list under one of these keys, or in a bare list. */
const PATHS = ["$.tasks.*", "$.plan.*", "$.*"];
const MAX_CHARACTERS = 256 * 1024;

/**
 * Recognises tasks in a plan that is still arriving: each object of the list is passed on once it is complete. This
 * only helps to begin early. Text before the first bracket is skipped, and after invalid JSON nothing more is
 * recognised; the complete reply is parsed again, tolerantly.
 */
export class TaskStream {
  readonly #parser: JSONParser;
  #state: "before" | "inside" | "over" = "before";
  #read = 0;

  /** `onTask` gets every complete item with a task's name, unchanged. */
  constructor(onTask: (task: Readonly<Record<string, unknown>>) => void) {
    this.#parser = new JSONParser({ paths: PATHS, keepStack: false, separator: "" });
    this.#parser.onValue = ({ value }) => {
      if (isTask(value)) onTask(structuredClone(value));
    };
    this.#parser.onError = () => {
      this.#state = "over";
    };
    this.#parser.onEnd = () => {
      this.#state = "over";
    };
  }

  /** Takes the next piece of the reply; never throws. */
  push(piece: string): void {
    if (this.#state === "over") return;
    this.#read += piece.length;
    if (this.#read > MAX_CHARACTERS) this.#state = "over";
    const text = this.#state === "before" ? fromBracket(piece) : piece;
    if (!text) return;
    if (this.#state === "before") this.#state = "inside";
    try {
      this.#parser.write(text);
    } catch {
      this.#state = "over"; // Not JSON: the tolerant parser reads the whole reply later.
    }
  }
}

function fromBracket(piece: string): string {
  const start = piece.search(/[[{]/);
  return start < 0 ? "" : piece.slice(start);
}

function isTask(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const name = "task" in value ? value.task : "tool" in value ? value.tool : undefined;
  return typeof name === "string";
}
