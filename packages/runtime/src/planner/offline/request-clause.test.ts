import type { RequestClause } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { filesNamed, OFFERED } from "../../testing/short-plan.js";
import { planJson } from "../plan-json.js";
import { planOffline } from "./plan-offline.js";

function clauses(request: string, ...names: string[]): (RequestClause | undefined)[] {
  const result = planOffline({ request, files: filesNamed(...names), offered: OFFERED });
  return result.kind === "plan" ? result.plan.tasks.map(({ clause }) => clause) : [];
}

describe("planOffline, the clause of each task", () => {
  it("is the part of the request that asks for it", () => {
    expect(clauses("Describe the photo, then translate the description into German", "p.png")).toEqual([
      { words: "Describe the photo", english: "Describe the photo" },
      { words: "translate the description into German", english: "translate the description into German" },
    ]);
  });

  it("keeps quotations in the request's words and leaves them out of the English", () => {
    expect(clauses("translate 'good morning' into French")).toEqual([
      { words: 'translate "good morning" into French', english: "translate into French" },
    ]);
  });

  it("is English for a Chinese request, as far as the rules read it", () => {
    expect(clauses("把“早上好”翻译成法语")).toEqual([
      { words: '把"早上好"翻译成法语', english: "translate into French" },
    ]);
  });

  it("says of a given file what was said before anything was asked for", () => {
    const [read, translate] = clauses(
      "This is a page of a manga. Read the text in it and translate it into English",
      "p.png",
    );
    expect(read?.english).toContain("page of a manga");
    expect(translate?.english).toBe("translate it into English");
  });

  it("is no part of a plan that is written down", () => {
    const result = planOffline({
      request: "Describe the photo",
      files: filesNamed("p.png"),
      offered: OFFERED,
    });
    expect(result.kind === "plan" && planJson(result.plan).every((task) => !("clause" in task))).toBe(true);
  });
});
