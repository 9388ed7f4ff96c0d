import { errorMessage, Fault } from "@hugginggpt/shared";
import { inThread, type ThreadLimits } from "@hugginggpt/shared/threads";

/**
 * Returns the answer of a tool's thread to its job (see `inThread`). `what` names the tool in messages, such as "The
 * built-in voice".
 * @throws Fault SERVER_ERROR if the thread breaks, or takes too long or too much memory; the signal's reason when
 * aborted.
 */
export async function toolThread<Answer extends object>(
  what: string,
  file: URL,
  job: unknown,
  limits: ThreadLimits,
): Promise<Answer> {
  let cause: Error | undefined;
  const onCrash = (error: Error): void => {
    cause = error;
  };
  const answer = await inThread<Answer>(file, job, { ...limits, onCrash });
  if (typeof answer !== "string") return answer;
  const came = answer === "crash" ? errorMessage(cause ?? "its thread ended") : `it took too much ${answer}`;
  throw new Fault("SERVER_ERROR", `${what} failed`, { came, cause });
}
