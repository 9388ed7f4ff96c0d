import { describe, expect, it } from "vitest";
import { mediaTypeOf } from "./media-type.js";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
  );
const wavHeader = bytes("RIFF", [36, 0, 0, 0], "WAVEfmt ", [16, 0, 0, 0, 1, 0, 1, 0], new Array(20).fill(0));

describe("mediaTypeOf", () => {
  it.each([
    [
      "png",
      bytes(
        [0x89],
        "PNG\r\n",
        [0x1a, 10],
        [0, 0, 0, 13],
        "IHDR",
        new Array(17).fill(0),
        [0, 0, 0, 0],
        "IDAT",
      ),
      "image/png",
      "image",
    ],
    ["jpg", bytes([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg", "image"],
    ["gif", bytes("GIF89a"), "image/gif", "image"],
    ["webp", bytes("RIFF", [4, 0, 0, 0], "WEBPVP8 "), "image/webp", "image"],
    ["wav", wavHeader, "audio/wav", "audio"],
    ["flac", bytes("fLaC", [0, 0, 0, 34]), "audio/flac", "audio"],
    ["mp3", bytes([0xff, 0xfb, 0x90, 0x64], new Array(64).fill(0)), "audio/mpeg", "audio"],
    ["mp4", bytes([0, 0, 0, 24], "ftypisom", [0, 0, 2, 0], "isomiso2"), "video/mp4", "video"],
    ["glb", bytes("glTF", [2, 0, 0, 0]), "model/gltf-binary", "3d"],
    ["gltf", bytes('{"asset":{"version":"2.0"}}'), "model/gltf+json", "3d"],
    ["obj", bytes("# a cube\no Cube\nv 1.0 -1.0 0.5\n"), "model/obj", "3d"],
    ["ply", bytes("ply\nformat ascii 1.0\n"), "model/ply", "3d"],
  ])("knows %s by its content", async (extension, content, mediaType, kind) => {
    expect(await mediaTypeOf(content)).toEqual({ kind, mediaType, extension });
  });

  it.each([
    ["nothing", bytes()],
    ["text", bytes("just words, v 1 2")],
    ["a script of markup", bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ["a web page", bytes("<!doctype html><html></html>")],
    ["JSON", bytes('{"error":"no"}')],
    ["PDF", bytes("%PDF-1.7\n")],
    [
      "words that begin as a picture's bytes do",
      bytes("BMW sales rose and the city said that it was a good day."),
    ],
    ["words that begin as a recording's do", bytes("ID3 tags keep titles and names with the songs.")],
    ["words that begin as a GIF does", bytes("GIF89a is the name of a format.")],
    ["words that begin as a 3D file does", bytes("solid growth in sales, said the paper")],
    ["UTF-16, whose mark begins as MP3 does", Buffer.from("\ufeffDr. Marsh spoke.", "utf16le")],
    ["UTF-16, the other way round", Buffer.from("\ufeffDr. Marsh spoke.", "utf16le").swap16()],
    ["noise", bytes([1, 2, 3, 4, 5])],
  ])("is null for %s", async (_name, content) => {
    expect(await mediaTypeOf(content)).toBeNull();
  });
});
