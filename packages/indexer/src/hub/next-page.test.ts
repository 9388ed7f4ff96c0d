import { describe, expect, test } from "vitest";
import { nextLink, nextQuery } from "./next-page.js";

const HERE = new URL("https://mirror.test/api/models?limit=5");

describe("the Link header", () => {
  test.each([
    ['<https://h/api/models?cursor=a%3D>; rel="next"', "https://h/api/models?cursor=a%3D"],
    ["<?cursor=1>; rel=next", "?cursor=1"],
    ['<https://h/x?a=1,2>; rel="prev", <https://h/x?b=1>; title="t"; rel="next"', "https://h/x?b=1"],
    ['<https://h/x>; rel="last"', null],
    ["", null],
    [null, null],
    ["nonsense; rel=next", null],
  ])("%j names the next page %j", (header, link) => {
    expect(nextLink(header)).toBe(link);
  });
});

describe("the next page", () => {
  test.each([
    ["https://mirror.test/api/models?cursor=1", "?cursor=1"],
    ["/api/models?cursor=1", "?cursor=1"],
    ["?cursor=1", "?cursor=1"],
    ["https://huggingface.co/api/models?cursor=1", "?cursor=1"],
    ["https://backend.test/api/models?cursor=1", "?cursor=1"],
    ["http://127.0.0.1:8080/api/models?cursor=1", "?cursor=1"],
  ])("%s is the query %s at the place that is configured", (link, query) => {
    expect(nextQuery(link, HERE)).toBe(query);
  });

  test.each([
    "https://evil.test/models?cursor=1",
    "https://huggingface.co/api/datasets?cursor=1",
    "https://mirror.test/other?cursor=1",
    "file:///etc/passwd",
    "https://",
  ])("%s is refused", (link) => {
    expect(() => nextQuery(link, HERE)).toThrow(/next page is not a listing/);
  });
});
