import {
  type Clock,
  type Controller,
  type Emit,
  isFault,
  type Registry,
  type RunStatus,
  withMethods,
} from "@hugginggpt/shared";
import { ATTRIBUTE, OPERATION, WORKFLOW } from "./names.js";
import { RunSpans } from "./run-spans.js";
import { fail, startSpan, within } from "./spans.js";
import { type CallSpans, tracedChat, tracedSearch } from "./traced-calls.js";

/** The parts of a run that are traced. */
export interface Traceable {
  readonly controller: Controller | null;
  readonly registry: Registry;
  readonly emit: Emit;
  readonly clock: Pick<Clock, "now">;
}

/**
 * Performs a run inside OpenTelemetry spans (see `names.ts`) and returns or throws as it does. Without an SDK in the
 * process nothing is recorded. The spans hold no content: no request, prompt, argument, result or error message.
 */
export async function tracedRun<D extends Traceable, R extends { readonly status: RunStatus }>(
  run: string,
  deps: D,
  perform: (traced: D) => Promise<R>,
): Promise<R> {
  const attributes = { [ATTRIBUTE.workflow]: WORKFLOW, [ATTRIBUTE.run]: run };
  const root = startSpan({ operation: OPERATION.workflow, object: WORKFLOW }, null, attributes);
  if (!root.isRecording()) return perform(deps);
  const spans = new RunSpans(root);
  return within(root, async () => {
    try {
      const report = await perform(followed(deps, { root, run: spans, clock: deps.clock }));
      root.setAttribute(ATTRIBUTE.status, report.status);
      if (report.status === "failed") fail(root, report.status);
      spans.end(null);
      return report;
    } catch (error) {
      spans.end(isFault(error) ? error.code : "error");
      throw error;
    }
  });
}

function followed<D extends Traceable>(deps: D, spans: CallSpans): D {
  const { controller, registry, emit } = deps;
  return {
    ...deps,
    controller: controller && withMethods(controller, { chat: tracedChat(controller, spans) }),
    registry: withMethods(registry, { search: tracedSearch(registry, spans) }),
    emit: (event) => {
      spans.run.take(event);
      emit(event);
    },
  };
}
