import { expect } from "chai";
import { describe, it } from "mocha";
import { CALLER_PATTERNS, callerNumber, namesNobody, PLACEHOLDER_NUMBERS } from "../../handlers/shared/callerNumber";

/** How the keys of a telephone spell a word. */
const keysOf = (word: string): string =>
  [...word].map((letter) => "22233344455566677778889999"[letter.charCodeAt(0) - 65]).join("");

describe("The number of a caller", () => {
  it("is a number in E.164", () => {
    for (const number of ["+14165550143", "+442079460000", "+290123456", "+17378742833"])
      expect(callerNumber(number), number).to.equal(number);
  });

  it("is none where the address is absent, empty, a word or a softphone", () => {
    const addresses = [undefined, null, "", " ", "anonymous", "Restricted", "unavailable", "unknown", "266696687"];
    for (const address of [...addresses, "sip:anonymous@anonymous.invalid", "+", "+1", "07700 900123", "+0123456789"])
      expect(callerNumber(address), String(address)).to.equal(undefined);
  });

  it("is none where the keys of a telephone spell that it is withheld, behind +1 too", () => {
    for (const word of ["ANONYMOUS", "BLOCKED", "UNKNOWN", "UNAVAILABLE", "PRIVATE", "RESTRICTED"])
      expect(callerNumber(`+${keysOf(word)}`), word).to.equal(undefined);
    for (const word of ["ANONYMOUS", "BLOCKED", "UNKNOWN", "UNAVAILABLE", "PRIVATE"])
      expect(callerNumber(`+1${keysOf(word)}`), word).to.equal(undefined);
    for (const number of ["+10000000000", "+11111111111", "+19999999999"])
      expect(callerNumber(number)).to.equal(undefined);
    expect(PLACEHOLDER_NUMBERS.every(namesNobody)).to.equal(true);
  });

  it("is told from others in SQL by patterns without what only JavaScript reads", () => {
    for (const pattern of Object.values(CALLER_PATTERNS)) expect(pattern).to.not.match(/\(\?|\\d|'/);
  });
});
