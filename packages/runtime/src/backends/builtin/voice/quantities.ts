import { wordTable } from "@hugginggpt/shared";

const FRACTIONS = wordTable(`
  ½ a half, ⅓ a third, ⅔ two thirds, ¼ a quarter, ¾ three quarters, ⅕ a fifth, ⅖ two fifths
  ⅗ three fifths, ⅘ four fifths, ⅙ a sixth, ⅚ five sixths, ⅐ a seventh, ⅛ an eighth, ⅜ three eighths
  ⅝ five eighths, ⅞ seven eighths, ⅑ a ninth, ⅒ a tenth, ↉ zero thirds
`);
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const POWERS: Readonly<Record<string, string>> = { "2": "squared", "3": "cubed" };

/** What a number's sign of a currency is called: one, and several. */
const COINS = wordTable(`
  € euro euros, £ pound pounds, ¥ yen yen, ₹ rupee rupees, ₩ won won, ₽ rouble roubles, ₺ lira lira
  ₫ dong dong, ₴ hryvnia hryvnias, ₪ shekel shekels, ₦ naira naira, ฿ baht baht, ₱ peso pesos
  ₿ bitcoin bitcoins, ₡ colon colones, ₵ cedi cedis, ₸ tenge tenge, ₼ manat manat, ₾ lari lari
  ₲ guarani guaranis, $ dollar dollars, ¢ cent cents, ₭ kip kip, ৳ taka taka
`);
const SIGNS = Object.keys(COINS)
  .map((sign) => (sign === "$" ? "\\$" : sign))
  .join("");
const AMOUNT = "(\\d+(?:,\\d{3})*(?:\\.\\d+)?)";
const SCALES = wordTable("k thousand, m million, mn million, bn billion, tn trillion");
const MONEY = new RegExp(
  `([${SIGNS}])\\s?${AMOUNT}(?:(k|mn?|bn|tn)\\b| (thousand|million|billion|trillion)\\b)?`,
  "gi",
);
const MONEY_BEHIND = new RegExp(
  `(?<![\\d.,])${AMOUNT}(?:(k|mn?|bn|tn)| (thousand|million|billion|trillion))?\\s?([${SIGNS.replace("\\$", "")}])`,
  "gi",
);

/** Units after a number; those that the voice spells, and those whose sign it does not know. */
const UNITS = wordTable(`
  µg micrograms, mcg micrograms, mg milligrams, g grams, kg kilograms, µl microlitres, ml millilitres
  cl centilitres, dl decilitres, l litres, nm nanometres, µm micrometres, mm millimetres
  cm centimetres, m metres, km kilometres, ns nanoseconds, µs microseconds, ms milliseconds, s seconds
  h hours, µV microvolts, mV millivolts, V volts, µA microamperes, mA milliamperes, µF microfarads
  W watts, kW kilowatts, MW megawatts, kWh kilowatt hours, Wh watt hours, Hz hertz, kHz kilohertz
  MHz megahertz, GHz gigahertz, Pa pascals, hPa hectopascals, Ω ohms, kΩ kiloohms, MΩ megaohms
  Å angstroms, ‰ per mille, mol moles, mmol millimoles, µmol micromoles, ha hectares, t tonnes
  kB kilobytes, MB megabytes, GB gigabytes, TB terabytes
`);
/** A single letter is often not a unit ("5 m" is five million), so it counts as one only with a power or in a ratio. */
const PLAIN = Object.keys(UNITS).filter((unit) => unit.length > 1 || /[^a-z]/i.test(unit) || unit === "g");
const longestFirst = (units: readonly string[]): string =>
  [...units].sort((a, b) => b.length - a.length).join("|");
const ANY = longestFirst(Object.keys(UNITS));
const RATIO = new RegExp(`(?<=\\d\\s?)(${ANY})\\/(${ANY}|min|day|d)([²³])?(?![\\p{L}\\d])`, "gu");
const RAISED_UNIT = new RegExp(`(?<=\\d\\s?)(${ANY})([²³])`, "gu");
const UNIT = new RegExp(`(?<=\\d)\\s?(${longestFirst(PLAIN)})(?![\\p{L}\\d/²³])`, "gu");

/** Groups of two digits, as in India: "1,00,000". */
const INDIAN = /(?<![\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])/g;
/** A comma before one or two digits divides no thousands; beside a sign of money or a unit it stands for the point. */
const DECIMAL_COMMA = new RegExp(
  `(?<![\\d.,])(\\d{1,9}),(\\d{1,2})(?=\\s?(?:[%°${SIGNS}]|(?:${ANY})(?![\\p{L}\\d])))|(?<=[${SIGNS}]\\s?\\d{1,9}),(?=\\d{2}(?![\\d,]))`,
  "gu",
);
const MONEY_RANGE = new RegExp(`([${SIGNS}])\\s?(\\d[\\d.,]{0,20})\\s?[–-]\\s?(?=\\d)`, "gu");

const GREEK = wordTable(`
  α alpha, β beta, γ gamma, δ delta, ε epsilon, ζ zeta, η eta, θ theta, λ lambda, μ mu, ν nu, ξ xi
  π pi, ρ rho, σ sigma, τ tau, φ phi, χ chi, ψ psi, ω omega, Δ delta, ∆ delta, Σ sigma, Ω omega, Φ phi
  Ψ psi, Γ gamma, Λ lambda, Θ theta
`);
/** Characters that are read as words, in this order. */
const SIGN_READINGS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/(?<=\d\s?)℃|(?<=\d)\s?°\s?C\b/g, " degrees Celsius"],
  [/(?<=\d\s?)℉|(?<=\d)\s?°\s?F\b/g, " degrees Fahrenheit"],
  [/[′'](?<=°\s?\d{1,3}[′'])/g, " minutes "],
  [/(?<=\d)″/g, " inches "],
  [/(?<=\d)′/g, " feet "],
  [/(?<=\d)\s?–\s?(?=\d)/g, " to "],
  [/\s*(?:≥|⩾|≧|>=)\s*/g, " at least "],
  [/\s*(?:≤|⩽|≦|<=)\s*/g, " at most "],
  [/\s*(?:≠|!=)\s*/g, " not equal to "],
  [/\s*[≈≃≅∼]\s*|(?<![\w~])~\s?(?=\d)/g, " about "],
  [/\s*<\s*(?=[\d$€£¥.+-])|(?<=\w) < (?=\w)/g, " less than "],
  [/(?<=[\w)]) ?> ?(?=\d)|(?<=\w) > (?=\w)|(?<=\(\s?)>\s?(?=\d)/g, " more than "],
  [/\s*(?:±|∓|\+\/-)\s*/g, " plus or minus "],
  [/(?<![\p{L}\p{N})\]-])[-−–](?=\d)/gu, "minus "],
  [/(?<![\w+])\+(?=\d)/g, "plus "],
  [/\s*[×✕]\s*|(?<=\d)\s?\*\s?(?=\d)/g, " times "],
  [/\s*÷\s*/g, " divided by "],
  [/√/g, " the square root of "],
  [/∛/g, " the cube root of "],
  [/∞/g, " infinity "],
  [/∑/g, " the sum of "],
  [/∫/g, " the integral of "],
  [/∂/g, " partial "],
  [/∝/g, " proportional to "],
  [/∈/g, " in "],
  [/¬/g, " not "],
  [/∴/g, " therefore "],
  [/\s*[→⇒➔➜⟶]\s*|\s+[-=]>\s+/g, " to "],
  [/\s*[←⇐]\s*/g, " from "],
  [/\s*[↔⇔]\s*/g, " to and from "],
  [/[↑▲]/g, " up "],
  [/[↓▼]/g, " down "],
  [/[✓✔☑✅]/g, " yes "],
  [/[✗✘❌☒]/g, " no "],
  [/☐/g, " open "],
  [/№\s?/g, "number "],
  [/§§?\s?(?=\d)/g, "section "],
  [/§/g, "section"],
  [/©\s?/g, "copyright "],
  [/℗\s?/g, "copyright "],
  [/♂/g, " male "],
  [/♀/g, " female "],
  [/♯/g, " sharp"],
  [/♭/g, " flat"],
];

/**
 * Returns an English text with its quantities in words: fractions, powers, units, currencies, relations and the signs
 * of mathematics, Greek letters where they stand alone. Numbers written as elsewhere ("1.234,56", "10 000") get English
 * marks.
 */
export function quantitiesInWords(text: string): string {
  let said = text
    .replace(/(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))/g, "")
    .replace(/\s+/g, " ")
    .replace(
      /(?<![\d.,])(\d{1,3}(?:\.\d{3})+),(\d{1,2})(?![\d,])/g,
      (_, whole: string, rest: string) => `${whole.replaceAll(".", "")}.${rest}`,
    )
    .replace(/\u00b5|μ(?=g|l|L|m|s|V|A|F)/g, "µ")
    .replace(/\u2126/g, "Ω")
    .replace(/[★☆]{2,}/g, (stars) => ` ${stars.replace(/☆/g, "").length} of ${stars.length} stars `)
    .replace(/(?<=\d) ?µL\b/g, " µl")
    .replace(/(?<=\d) ?mL\b/g, " ml")
    .replace(/(?<=\d) ?dL\b/g, " dl")
    .replace(/(?<=\/)(d|m)?L\b/g, (unit) => unit.toLowerCase())
    .replace(INDIAN, (number) => number.replaceAll(",", ""))
    .replace(DECIMAL_COMMA, (_, whole = "", rest = "") => `${whole}.${rest}`)
    .replace(MONEY_RANGE, "$1$2 to $1")
    .replace(MONEY, money)
    .replace(MONEY_BEHIND, (_, amount: string, short?: string, long?: string, sign?: string) =>
      money(`${amount} `, sign ?? "", amount, short, long),
    )
    .replace(/(\d)?\s?([\u00bc-\u00be\u2150-\u215e\u2189])/g, fraction)
    .replace(/(?<=\d)\u2044(?=\d)/g, " over ")
    .replace(RATIO, ratio)
    .replace(RAISED_UNIT, (_, unit: string, power: string) => ` ${raised(power)} ${name(unit)}`)
    .replace(UNIT, (_, unit: string) => ` ${name(unit)}`)
    .replace(/((?<![\p{L}\d])(?:\d+(?:\.\d+)?|\p{L})|\))([⁺⁻]?)([⁰¹²³⁴-⁹]+)/gu, power)
    .replace(
      /(?<=\w)\^(-?)(\d+)/g,
      (_, sign: string, digits: string) => ` to the power of ${sign === "-" ? "minus " : ""}${digits}`,
    )
    .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => ` ${plain(digits)}`);
  for (const [pattern, words] of SIGN_READINGS) said = said.replace(pattern, words);
  return said.replace(/(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})|∆/gu, (letter) =>
    GREEK[letter] === undefined ? letter : ` ${GREEK[letter]} `,
  );
}

function name(unit: string): string {
  return UNITS[unit] ?? unit;
}

function ratio(_: string, unit: string, by: string, power = ""): string {
  if (by === "h") return ` ${name(unit)} an hour`;
  return ` ${name(unit)} per ${power === "" ? "" : `${raised(power)} `}${singular(name(by))}`;
}

function singular(unit: string): string {
  if (unit === "min") return "minute";
  return unit === "d" ? "day" : unit.replace(/(?<=[a-z])s$/, "");
}

function raised(power: string): string {
  return power === "²" ? "square" : "cubic";
}

function plain(digits: string): string {
  return [...digits].map((digit) => RAISED.indexOf(digit)).join("");
}

function power(_: string, base: string, sign: string, digits: string): string {
  const exponent = plain(digits);
  const short = sign === "" ? POWERS[exponent] : undefined;
  return short ? `${base} ${short}` : `${base} to the power of ${sign === "⁻" ? "minus " : ""}${exponent}`;
}

function fraction(_: string, before: string | undefined, sign: string): string {
  const words = FRACTIONS[sign] ?? sign;
  return before === undefined ? ` ${words}` : `${before} and ${words}`;
}

/** The voice reads dollars and cents itself, without a short scale. */
function money(whole: string, sign: string, amount: string, short?: string, long?: string): string {
  const scale = long ?? (short ? SCALES[short.toLowerCase()] : undefined);
  if (sign === "$" && !short) return whole;
  const [one, many] = COINS[sign]?.split(" ") ?? ["dollar", "dollars"];
  if (scale) return `${amount} ${scale} ${many}`;
  const [units = "", cents] = amount.split(".");
  const named = `${units} ${units === "1" ? one : many}`;
  if (cents === undefined || Number(cents) === 0) return named;
  return cents.length === 2 ? `${named} ${Number(cents)}` : `${amount} ${many}`;
}
