import { describeError, isFault, redact, terminalText } from "@hugginggpt/shared";
import type { CliContext } from "../../program/cli-context.js";
import { isWarning, type SyncView } from "./sync-view.js";

type Level = "info" | "warn" | "error";

/**
 * Returns a writer of sync events as JSON lines on standard error: `time` (ISO 8601), `level`, `event`, and the fields
 * of the event. Secrets are removed.
 */
export function syncLog(context: CliContext, now: () => number): SyncView {
  const { HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY } = context.env;
  const secrets = [HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY].filter((one) => one !== undefined);
  const write = (level: Level, event: string, fields: object): void => {
    const line = { time: new Date(now()).toISOString(), level, event, ...fields };
    context.err.write(`${terminalText(redact(JSON.stringify(line), secrets))}\n`);
  };
  return {
    show: (event) => {
      const { type, ...fields } = event;
      write(isWarning(event) ? "warn" : "info", type, fields);
    },
    end: () => undefined,
    report: (report) => write("info", "sync-ended", report),
    fail: (error) =>
      write("error", "sync-failed", {
        code: isFault(error) ? error.code : null,
        message: describeError(error),
      }),
    wait: (ms) => write("info", "next-turn", { ms }),
  };
}
