import { isFault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { documentText } from "./document-text.js";

/** A PDF of one word, written with a password by qpdf. */
const LOCKED =
  "JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDMwMCAzMDAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNSAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQgMCBvYmoKPDwgL0xlbmd0aCA4MCAvRmlsdGVyIC9GbGF0ZURlY29kZSA+PgpzdHJlYW0Kqa+zuW6UfAaFkazW6ZjKdxWCHQ3ig/J6GU9mWieLcK7sfYsUpMihO0k0rvmQ8+l9COqyhQLZaao8GpCibgasCX5nQuOVrUDGPUgiI+oqDyZlbmRzdHJlYW0KZW5kb2JqCjUgMCBvYmoKPDwgL0Jhc2VGb250IC9IZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9UeXBlIC9Gb250ID4+CmVuZG9iago2IDAgb2JqCjw8IC9DRiA8PCAvU3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMiAvTGVuZ3RoIDE2ID4+ID4+IC9GaWx0ZXIgL1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDwwYmEzODM1Zjg4ZjkwMzg4ZTc0ZTU0NTg0MTI1Y2UxNDJiZTBkZTI0YzZiMGQzNzc0NmUwNzViODkxNzU2NjcxPiAvUCAtNCAvUiA0IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPGI4ZTc1MzczNDMyNTRkNzNmYjUwNDEyN2UyYjBjZmYzMDEyMjQ1NmE5MWJhZTUxMzQyNzNhNmRiMTM0Yzg3YzQ+IC9WIDQgPj4KZW5kb2JqCnhyZWYKMCA3CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAwMCBuIAowMDAwMDAwMDY0IDAwMDAwIG4gCjAwMDAwMDAxMjMgMDAwMDAgbiAKMDAwMDAwMDI1MCAwMDAwMCBuIAowMDAwMDAwNDAwIDAwMDAwIG4gCjAwMDAwMDA0NzAgMDAwMDAgbiAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA3IC9JRCBbPDMxOGQxYTBhNTRjOTU0ZmMyN2M2OTc2NTdiZDVmN2E3PjwzMThkMWEwYTU0Yzk1NGZjMjdjNjk3NjU3YmQ1ZjdhNz5dIC9FbmNyeXB0IDYgMCBSID4+CnN0YXJ0eHJlZgo3NjkKJSVFT0YK";
const PARTED = ["The effect of photosyn-", "thesis on the extraordinary", "ease.", "Done."];

/** A PDF whose pages hold lines of Helvetica; a page without lines is empty. */
function pdf(...pages: readonly (readonly string[])[]): Uint8Array {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(" ")}]/Count ${pages.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ...pages.flatMap((lines, i) => {
      const shown = lines.map((line) => (line === "" ? "0 -14 Td" : `(${line}) Tj 0 -14 Td`)).join(" ");
      const content = `BT /F 12 Tf 20 260 Td ${shown} ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + 2 * i} 0 R>>`,
        `<</Length ${content.length}>>stream\n${content}\nendstream`,
      ];
    }),
  ];
  const places: number[] = [];
  let text = "%PDF-1.4\n";
  for (const [i, object] of objects.entries()) {
    places.push(text.length);
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
  }
  const rows = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(
    `${text}${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`,
    "latin1",
  );
}
const refusal = (bytes: Uint8Array): Promise<string> =>
  documentText("a.pdf", bytes).then(
    () => "taken",
    (error) => (isFault(error) ? `${error.message}. ${error.next}` : String(error)),
  );

describe("documentText", () => {
  it("reads a PDF page after page, with words that were parted and lines that go on put together", async () => {
    const found = await documentText("a.pdf", pdf(PARTED, ["Second page.", "", "", "New paragraph."]));
    expect(found).toEqual({
      text: "The effect of photosynthesis on the extraordinary ease.\nDone.\n\nSecond page.\n\nNew paragraph.",
      note: null,
    });
  });

  it("names the pages on which there is no text", async () => {
    const found = await documentText("a.pdf", pdf(["One."], [], ["Three."], []));
    expect(found).toEqual({
      text: "One.\n\nThree.",
      note: "no text was found on pages 2, 4: pictures, or empty",
    });
  });

  it.each([
    [
      "all pictures",
      pdf([], []),
      "a PDF without text: its pages are pictures. Save its pages as PNG or JPEG",
    ],
    ["locked", Buffer.from(LOCKED, "base64"), "a PDF with a password. Save a copy without the password"],
    ["cut off", pdf(["x"]).subarray(0, 60), "it is a damaged PDF. Copy or download it again"],
    ["a mark alone", Buffer.from("%PDF-1.7\n%abc"), "it is a damaged PDF"],
  ])("says of a PDF that is %s what to do", async (_what, bytes, expected) => {
    expect(await refusal(bytes)).toContain(expected);
  });

  it("reads RTF, refuses it without text, and leaves alone what only speaks of a format", async () => {
    expect(await documentText("a.rtf", Buffer.from("{\\rtf1\\ansi Gr\\'fc\\'dfe\\par}"))).toEqual({
      text: "Grüße",
      note: null,
    });
    expect(await refusal(Buffer.from("{\\rtf1{\\pict 89}}"))).toContain("it is RTF without text");
    expect(
      await documentText("a.txt", Buffer.from("A PDF begins with %PDF-1.7, RTF with {\\rtf1.")),
    ).toBeNull();
  });
});
