import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SecretFilter, withoutSecrets } from "./without-secrets.js";

const SECRETS = ["hf_abcabcabd", "sk-0123456789"];
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("withoutSecrets", () => {
  it("takes out every secret and leaves the rest as it is", () => {
    expect(decode(withoutSecrets(encode(`a ${SECRETS[0]} b ${SECRETS[1]}${SECRETS[1]}`), SECRETS))).toBe(
      "a [redacted] b [redacted][redacted]",
    );
    const bytes = encode("nothing here, and hf_abc at the end hf_abcabc");
    expect(decode(withoutSecrets(bytes, SECRETS))).toBe(decode(bytes));
  });

  it("leaves short secrets alone", () => {
    expect(decode(withoutSecrets(encode("a key"), ["key"]))).toBe("a key");
  });
});

describe("SecretFilter", () => {
  it("finds a secret however the body is cut, and passes on all else, at most a secret late", () => {
    const part = fc.constantFrom(...SECRETS, "hf_abc", "abc", "sk-", "0123456789", " ", "hf_abcabcab");
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.array(fc.nat(40), { maxLength: 12 }),
        (parts, cuts) => {
          const bytes = encode(parts.join(""));
          const filter = new SecretFilter(SECRETS);
          let passed = "";
          let from = 0;
          for (const cut of [...cuts, bytes.length]) {
            passed += decode(filter.push(bytes.subarray(from, from + cut)));
            from += cut;
          }
          passed += decode(filter.rest());
          expect(passed).toBe(
            SECRETS.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), parts.join("")),
          );
        },
      ),
    );
  });
});
