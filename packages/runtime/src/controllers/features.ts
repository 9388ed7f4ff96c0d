import type { Fault, RefusalTopic } from "@hugginggpt/shared";

/** What a server may not understand. */
export type Feature = Extract<RefusalTopic, "schema" | "usage" | "stream" | "limit">;

/** What of the optional features of chat completions a server has refused; remembered for all later calls. */
export class Features {
  readonly #refused = new Set<Feature>();

  allows(feature: Feature): boolean {
    return !this.#refused.has(feature);
  }

  /**
   * Notes a refusal. Returns true where it was about one of the features that the call used and that had not been
   * refused before: the call can be made again without it.
   */
  noteRefusal(fault: Fault, used: readonly Feature[]): boolean {
    if (fault.status !== 400 && fault.status !== 422) return false;
    const feature = used.find((one) => this.allows(one) && fault.about.includes(one));
    if (feature) this.#refused.add(feature);
    return feature !== undefined;
  }
}
