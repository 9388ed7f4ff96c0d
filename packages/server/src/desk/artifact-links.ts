import { createHmac, timingSafeEqual } from "node:crypto";

/** Length of the authentication code: 96 bits in hex. */
const CODE = 24;
const RUN = String.raw`\d{8}-\d{9}-[0-9a-f]{32}`;
const NAME = "[A-Za-z0-9_][A-Za-z0-9._-]*";
const LINK = new RegExp(
  `(?:files/(${RUN})/([0-9a-f]{24})/|(?:images|audios|videos)/(${RUN})-([0-9a-f]{24})-)(${NAME})`,
  "g",
);

/** An artifact of a run. */
export interface ArtifactPlace {
  readonly run: string;
  readonly name: string;
}

/** Makes and checks unguessable paths that give access to one artifact each, without a token. */
export class ArtifactLinks {
  readonly #key: string;

  /** `key`: a secret that survives restarts of the server. */
  constructor(key: string) {
    this.#key = key;
  }

  /** Returns the path of an artifact: `/files/<run>/<code>/<name>`. */
  path({ run, name }: ArtifactPlace): string {
    return `/files/${run}/${this.#code({ run, name })}/${name}`;
  }

  /**
   * Returns an artifact's name for HuggingGPT's page, which finds paths in text: `<run>-<code>-<name>`, in one folder.
   */
  flatName({ run, name }: ArtifactPlace): string {
    return `${run}-${this.#code({ run, name })}-${name}`;
  }

  /** Returns true if the code belongs to the artifact. */
  opens(place: ArtifactPlace, code: string): boolean {
    const wanted = this.#code(place);
    return code.length === CODE && timingSafeEqual(Buffer.from(code), Buffer.from(wanted));
  }

  /** Returns the artifacts whose links a text contains, each once, in order. Skips invalid links. */
  cited(text: string): ArtifactPlace[] {
    const found = new Map<string, ArtifactPlace>();
    for (const [, inFolder, itsCode, flat, flatCode, name = ""] of text.matchAll(LINK)) {
      const place = { run: inFolder ?? flat ?? "", name: name.replace(/\.+$/, "") };
      if (this.opens(place, itsCode ?? flatCode ?? "")) found.set(this.path(place), place);
    }
    return [...found.values()];
  }

  #code({ run, name }: ArtifactPlace): string {
    return createHmac("sha256", this.#key).update(`${run}/${name}`).digest("hex").slice(0, CODE);
  }
}
