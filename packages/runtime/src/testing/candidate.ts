import { BARE_RECORD, type Candidate, type ModelRecord, NO_SCORE } from "@hugginggpt/shared";

/** Returns a candidate for a test: a text-to-speech model at one provider. */
export function candidate(id: string, facts: Partial<ModelRecord> = {}, summary = "Speaks."): Candidate {
  return {
    model: {
      ...BARE_RECORD,
      id,
      source: "hub",
      task: "text-to-speech",
      downloads: 12_345,
      likes: 67,
      license: "mit",
      languages: ["en"],
      parameters: 82_000_000,
      ...facts,
    },
    summary,
    endpoints: [
      { kind: "provider", provider: "fal-ai", providerId: id, task: "text-to-speech", status: "live" },
    ],
    score: 0.5,
    why: { ...NO_SCORE, lexical: 0.5 },
  };
}
