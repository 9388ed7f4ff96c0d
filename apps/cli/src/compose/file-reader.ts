import { readUserInputs } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { type ConfigFlags, readConfiguration } from "../config/configuration.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { createHttp } from "./http.js";

/** Reads what users give as files; a client for addresses is made when the first one comes. */
export class FileReader {
  readonly #options: ConfigFlags;
  readonly #context: CliContext;
  #http: Promise<HttpClient> | null = null;

  constructor(options: ConfigFlags, context: CliContext) {
    this.#options = options;
    this.#context = context;
  }

  /**
   * Returns files, the files of folders, and what addresses hold; what the user should know of them goes to standard
   * error. Handles count from 1.
   * @throws Fault as `readUserInputs` does.
   */
  async read(given: readonly string[]): Promise<readonly UserFile[]> {
    if (given.length === 0) return [];
    this.#http ??= this.#client();
    const { cwd, signal } = this.#context;
    const access = { http: await this.#http, signal, cwd };
    const { files, notes } = await readUserInputs(given, access);
    for (const note of notes) noteLine(this.#context, note);
    return files;
  }

  async #client(): Promise<HttpClient> {
    const { settings } = await readConfiguration(this.#options, this.#context);
    return createHttp(settings, this.#context);
  }
}
