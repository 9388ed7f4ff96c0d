/** What HuggingGPT's published page finds in a message: the addresses of its media bubbles, by kind. */
export interface FoundMedia {
  readonly images: readonly string[];
  readonly audios: readonly string[];
  readonly videos: readonly string[];
}

/** What its page takes for a path or an address, by kind; each pass reads what the one before left. */
const IMAGE = /(?:http(?:s?):|\/)(?:[/|.|\w|\s|-])*?\.(?:jpg|jpeg|tiff|gif|png)/g;
const AUDIO = /(?:http(?:s?):|\/)(?:[/|.|\S|-])*?\.(?:flac|wav)/g;
const VIDEO = /(?:http(?:s?):|\/)(?:[/|.|\w|\s|:|-])*?\.mp4/g;

/**
 * Finds media in a message as that page does, in its order: pictures, then sound, then video. What was found is replaced by
 * its name before the next pass. A path is had at the server's address.
 */
export function mediaIn(message: string, base: string): FoundMedia {
  let text = message;
  const pass = (pattern: RegExp): string[] => {
    const found = new Set<string>();
    text = text.replace(pattern, (address) => {
      found.add(address.startsWith("http") ? address : `${base}${address}`);
      return `<span>${address.split("/").at(-1)}</span>`;
    });
    return [...found];
  };
  return { images: pass(IMAGE), audios: pass(AUDIO), videos: pass(VIDEO) };
}
