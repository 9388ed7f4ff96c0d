/** Characters of a document's own that stand for others (RTF 1.9.1, "Special Characters"). */
const SPECIAL: Readonly<Record<string, string>> = {
  par: "\n\n",
  sect: "\n\n",
  page: "\n\n",
  line: "\n",
  row: "\n",
  tab: "\t",
  cell: "\t",
  nestcell: "\t",
  nestrow: "\n",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
  "~": "\u00a0",
  _: "-",
  "\n": "\n\n",
  "\r": "\n\n",
};

/** Groups that hold no text of the document: fonts, styles, pictures, embedded objects, comments, what is hidden. */
const UNREAD = new Set(
  "fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl header headerl headerr headerf footer footerl footerr footerf fldinst bkmkstart bkmkend annotation atnid atnauthor atndate atnref atrfstart atrfend mmathPr passwordhash userprops filetbl revtbl pgdsctbl wgrffmtfilter nonshppict tc xe".split(
    " ",
  ),
);
/** Groups that a star marks as unknown to older readers, and whose text is read. */
const READ_STARRED = new Set(["shptxt", "shppict"]);

/** Code pages by the names that decoders know (RTF 1.9.1, "Character Set" and `\ansicpg`). */
const CODE_PAGES: Readonly<Record<number, string>> = {
  437: "ibm866",
  866: "ibm866",
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  10000: "macintosh",
  65001: "utf-8",
};
/** Code pages by the character sets of fonts (`\fcharset`). */
const CHARSETS: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** What a group inherits from the one around it. */
interface Group {
  readonly isRead: boolean;
  readonly isHidden: boolean;
  readonly isFonts: boolean;
  readonly font: number;
  /** Characters that follow a `\u` for readers without Unicode. */
  readonly skipped: number;
}

const TOKEN =
  /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/;

/**
 * Returns what an RTF document says: its paragraphs, each row of a table on a line with tabs between its cells.
 * Letters are read by `\u` and by the code page of their font, else of the document (Windows-1252 where it names
 * none). Pictures, embedded objects, hidden text, page heads and feet are left out; a document that ends in the middle
 * is read to there. `rtf`: one character for each byte (Latin-1).
 */
export function rtfProse(rtf: string): string {
  const reader = new RtfReader();
  const tokens = new RegExp(TOKEN, "g");
  for (let token = tokens.exec(rtf); token; token = tokens.exec(rtf)) tokens.lastIndex = reader.take(token);
  return reader.result();
}

class RtfReader {
  #text = "";
  #bytes: number[] = [];
  #codePage = 1252;
  readonly #charsets = new Map<number, number>();
  #group: Group = { isRead: true, isHidden: false, isFonts: false, font: -1, skipped: 1 };
  readonly #around: Group[] = [];
  #isStarred = false;
  /** Characters still to be left out after a `\u`. */
  #left = 0;

  /** Reads a token and returns where the next one may begin: binary data is skipped. */
  take(token: RegExpExecArray): number {
    const [whole, word, number, hex, sign, brace, plain] = token;
    const end = token.index + whole.length;
    if (brace) this.#brace(brace);
    else if (hex) this.#byte(Number.parseInt(hex, 16));
    else if (plain) for (const letter of plain) this.#byte(letter.charCodeAt(0));
    else if (sign) this.#sign(sign);
    else if (word) return end + this.#word(word, number === undefined ? null : Number(number));
    return end;
  }

  result(): string {
    this.#decode();
    return this.#text
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  }

  #brace(brace: string): void {
    this.#decode();
    this.#left = 0;
    this.#isStarred = false;
    if (brace === "{") this.#around.push(this.#group);
    else this.#group = this.#around.pop() ?? this.#group;
  }

  #sign(sign: string): void {
    if (sign === "*") this.#isStarred = true;
    else if (sign === "-")
      return; // A place where a word may be parted.
    else if ("\\{}".includes(sign)) this.#byte(sign.charCodeAt(0));
    else this.#say(SPECIAL[sign] ?? "");
  }

  /** Returns how many characters of binary data follow. */
  #word(word: string, number: number | null): number {
    if (word === "bin") return Math.max(0, number ?? 0);
    const isOpening = this.#isStarred;
    this.#isStarred = false;
    if (UNREAD.has(word) || (isOpening && !READ_STARRED.has(word))) this.#change({ isRead: false });
    if (word === "fonttbl") this.#change({ isFonts: true });
    if (word === "u" && number !== null) {
      this.#say(String.fromCharCode(number & 0xffff));
      this.#left = this.#group.skipped;
    } else if (SPECIAL[word] !== undefined) this.#say(SPECIAL[word]);
    else this.#set(word, number);
    return 0;
  }

  #set(word: string, number: number | null): void {
    if (word === "uc") this.#change({ skipped: Math.max(0, number ?? 1) });
    if (word === "v") this.#change({ isHidden: number !== 0 });
    if (word === "plain") this.#change({ isHidden: false });
    if ((word === "f" || word === "deff") && number !== null) this.#change({ font: number });
    if (word === "ansicpg" && number) this.#codePage = number;
    if (word === "mac") this.#codePage = 10000;
    const page = word === "fcharset" && number !== null ? CHARSETS[number] : undefined;
    if (page && this.#group.isFonts) this.#charsets.set(this.#group.font, page);
  }

  #change(change: Partial<Group>): void {
    this.#decode();
    this.#group = { ...this.#group, ...change };
  }

  #byte(byte: number): void {
    if (this.#left > 0) this.#left--;
    else if (this.#group.isRead && !this.#group.isHidden) this.#bytes.push(byte);
  }

  #say(text: string): void {
    this.#decode();
    this.#left = 0;
    if (this.#group.isRead && !this.#group.isHidden) this.#text += text;
  }

  /** Bytes are decoded together: letters of Chinese, Japanese and Korean take two. */
  #decode(): void {
    if (this.#bytes.length === 0) return;
    const page = this.#charsets.get(this.#group.font) ?? this.#codePage;
    this.#text += decoded(page, Uint8Array.from(this.#bytes));
    this.#bytes = [];
  }
}

function decoded(page: number, bytes: Uint8Array): string {
  try {
    return new TextDecoder(CODE_PAGES[page] ?? `windows-${page}`).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // A page that no decoder knows.
  }
}
