import { describe, expect, it } from "vitest";
import { statusFault } from "../http/status-fault.js";
import { checkAddress } from "../http/transport/egress-gate.js";
import { mediaTypeOf } from "../media/media-type.js";
import { rtfProse } from "../prose/rtf-prose.js";
import { subtitleProse } from "../prose/subtitle-prose.js";
import { looksLikeTable, tableFromText } from "../tables/table-from-text.js";
import { processorTime } from "../testing/processor-time.js";
import { jsonSlices } from "./json-slices.js";

const LENGTH = 100_000;
const PIECES = [" ", "\t", " \n", "\n", "-", "a,", '"', "a.", "."];

/** What reads strangers' text; a hostile piece comes over and over between a beginning and an end. */
const READERS: Readonly<Record<string, (long: string) => unknown>> = {
  "a table": (long) => tableFromText(`${long}\u0000b\n1,2\n`),
  "a table of Markdown": (long) => tableFromText(`| a |\n${long}\u0000\n`),
  "what may be a table": (long) => looksLikeTable(`x${long}\u0000`),
  "a document": (long) => rtfProse(`{\\rtf1 x${long}!`),
  subtitles: (long) => subtitleProse(`1\n00:00:01,000 --> 00:00:02,000\n${long}\u0000`),
  "a 3D object": (long) => mediaTypeOf(Buffer.from(`solid x\n${long}xfacet normal `)),
  "an answer with JSON": (long) => jsonSlices(`{"a": ${long}`),
  "a refusal": (body) =>
    statusFault({
      ...{ purpose: "ask", url: new URL("http://a.test"), secrets: ["a-long-secret"] },
      ...{ status: 500, headers: new Headers(), body, now: 0 },
    }),
  "a host": (long) => {
    const address = `https://a${long}b/`;
    if (!URL.canParse(address)) return;
    expect(() => checkAddress(new URL(address), { allowPrivate: false, plain: false }, "ask")).toThrow();
  },
};

describe.each(Object.entries(READERS))("reading %s", (_name, read) => {
  it.each(PIECES)("takes time by the length alone where it is all %j", async (piece) => {
    const { ms } = await processorTime(async () => read(piece.repeat(LENGTH / piece.length)));
    expect(ms).toBeLessThan(5_000);
  });
});
