import { mediaTypeOf } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { renditionName, renditionOf } from "./renditions.js";

/** 16 by 16 red pixels as AVIF, and two pictures of that size as an animated WebP; ffmpeg wrote both. */
const AVIF = [
  "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1",
  "cmVIYW5kbGVyAAAAAA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAASEAAAAdAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAA",
  "AQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAAAQAAAAEAAAABBwaXhpAAAAAAMICAgAAAAMYXYxQ4EADAAAAAAT",
  "Y29scm5jbHgAAgACAAIAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAAlbWRhdAoGGAz/2wCAMhMYAAAAUAAAAACpjmy2qrHGtoVA",
].join("");
const ANIMATED = [
  "UklGRr4BAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAD/////AABBTk1GGgEAAAAAAAAAAA8AAA8AAPQBAAJWUDggAgEAAPAFAJ0B",
  "KhAAEAACADQlsAJ0cgD7ZrlJ/WbfVeAA6Rj9Vf9V6sdyArgFRtzRN8A/UAtnmTLeu8AAAP75Z+J4tyh/ll5vUubBNnKC3h+TRC8d3OlT9HMH",
  "MPe5jME4HNecbGvfJM5YIvH0vi3w65/+/8zqoTj5u59BXUnz/r/sZsxMN/QdU1rRF44o7qxT3PYA3GtOrPnEz4BnqchxCSnm/MQKixA8ZLv/",
  "x2fvTl1a63WYn/zIbfoZbNePaJGb+MTmR/WvInXyz/eXB0v4xHB2Py96doyn10X8/7qdcV/mm29B7zPZwnf15Qf1yqDb/9GtcS76Um2jFuKZ",
  "/6PTRW6q4roAAEFOTUZwAAAAAAAABgAADwAAAgAA9AEAAFZQOCBYAAAAFAQAnQEqEAADAAAANCWwAnS6AfgBSgP4B+QH8A3//OAP8B/AALdT",
  "ZMAA/vP/O8jOEz9t0Drn+o19/5/bdRq1gZK59jO146UV//Nsk6Ly759iD0dh",
].join("");
const STILL = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
/** One pixel: the file's header, the picture's, and a row. */
const BMP = "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAD/AA==";

const decoded = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));

describe("a picture for a page that finds pictures by their names", () => {
  it.each([
    ["image/webp", STILL, "image/png"],
    ["image/webp", ANIMATED, "image/webp"],
    ["image/avif", AVIF, "image/avif"],
    ["image/bmp", BMP, "image/bmp"],
  ])("has a PNG's name as %s, and the type of its content", async (mediaType, base64, type) => {
    const file = { name: "0-text-to-image.any", mediaType };
    expect(renditionName(file)).toBe("0-text-to-image.any.png");
    const rendition = await renditionOf(file, decoded(base64));
    expect(rendition?.mediaType).toBe(type);
    expect(await mediaTypeOf(rendition?.bytes ?? new Uint8Array())).toMatchObject({ mediaType: type });
  });

  it.each([
    ["image/webp", decoded(STILL).subarray(0, 30)],
    ["image/avif", decoded(AVIF).subarray(0, 40)],
    ["image/bmp", new Uint8Array(10)],
  ])("has no rendition if it is broken as %s", async (mediaType, bytes) => {
    expect(await renditionOf({ name: "x", mediaType }, bytes)).toBeNull();
  });

  it.each(["image/png", "image/jpeg", "image/gif", "image/tiff", "image/svg+xml", "model/obj", "text/html"])(
    "keeps its name as %s",
    (mediaType) => expect(renditionName({ name: "x", mediaType })).toBeNull(),
  );
});
