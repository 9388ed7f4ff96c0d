const WORDS = "good great love happy bad awful hate sad i this movie is a the paris john lives in and".split(
  " ",
);

/** Returns texts of 40 words, each another. */
export function texts(count) {
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: 40 }, (_, i) => WORDS[(n * 7 + i * i + i) % WORDS.length]).join(" "),
  );
}

/** Texts that are embedded, in batches of so many. */
export const [COUNT, BATCH] = [256, 32];
/** Second results that are timed, of which the median counts. */
export const AGAIN = 30;
