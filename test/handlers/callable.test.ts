import { expect } from "chai";
import { readingsOf, refusalOf } from "../../handlers/shared/callable";

const NOT_A_NUMBER = "it cannot be a telephone number";
const UNKNOWN = "no such number is known in its country";
const NETWORK = "it belongs to a satellite or international network";
const ABROAD = "it is not a number of these countries";
const SPECIAL = "it is a premium, shared-cost, personal or other special number";

describe("What numbers are called", () => {
  it("are landlines, mobiles, numbers of internet telephony and toll-free ones of the countries, fictional ones among them", () => {
    for (const [e164, ...countries] of [
      ["+14165550143", "CA"],
      ["+12025550199", "US"],
      ["+18335550143", "CA"],
      ["+18335550143", "US"],
      ["+12025550199", "CA", "US"],
      ["+493023125000", "DE"],
      ["+4915228817386", "DE"],
      ["+442079460123", "GB"],
      ["+33199000123", "FR"],
      ["+61491570156", "AU"],
      ["+43720123456", "AT"],
      ["+5491123456789", "AR"],
    ] as const)
      expect(refusalOf(e164, countries), e164).to.equal(undefined);
  });

  it("are none of a kind that is charged otherwise, or that a person carries along", () => {
    for (const [e164, country] of [
      ["+19005550123", "US"],
      ["+19005550123", "CA"],
      ["+15005550123", "US"],
      ["+12129761234", "US"],
      ["+14165551212", "CA"],
      ["+449098790000", "GB"],
      ["+448451234567", "GB"],
      ["+447024000000", "GB"],
      ["+33899000000", "FR"],
      ["+39199123456", "IT"],
      ["+81570123456", "JP"],
    ] as const)
      expect(refusalOf(e164, [country]), e164).to.equal(SPECIAL);
  });

  it("are none of satellites and international networks, those that the library takes for mobiles among them", () => {
    for (const e164 of [
      "+870773111632",
      "+87812345678",
      "+881612345678",
      "+88213300655",
      "+883510012345",
      "+8881234567",
      "+979123456789",
      "+80012345678",
      "+80812345678",
    ])
      expect(refusalOf(e164, ["CA", "US", "DE", "001"]), e164).to.equal(NETWORK);
  });

  it("are none of another country, whoever shares its calling code", () => {
    for (const [e164, country] of [
      ["+18765550123", "US"],
      ["+18095550123", "US"],
      ["+12025550199", "CA"],
      ["+447797123456", "GB"],
      ["+4930901820", "CA"],
    ] as const)
      expect(refusalOf(e164, [country]), e164).to.equal(ABROAD);
    expect(refusalOf("+14165550143", [])).to.equal(ABROAD);
  });

  it("are none that name nobody, are too short or are of no known range", () => {
    for (const text of ["", "anonymous", "+266696687", "+1911", "+112", "911", "+2105550199"])
      expect(refusalOf(text, ["CA", "US"]), text).to.equal(NOT_A_NUMBER);
    for (const e164 of ["+17005550123", "+14161550199", "+14165550"])
      expect(refusalOf(e164, ["CA", "US"]), e164).to.equal(UNKNOWN);
  });
});

describe("What keys may mean", () => {
  it("is a number with its calling code first, and one as it is dialed in the country", () => {
    for (const [keys, country, first] of [
      ["14165550143", "CA", "+14165550143"],
      ["+14165550143", "CA", "+14165550143"],
      ["4930901820", "CA", "+4930901820"],
    ] as const)
      expect(readingsOf(keys, country)[0], keys).to.equal(first);
    for (const [keys, country, reading] of [
      ["4165550143", "CA", "+14165550143"],
      ["01114165550143", "CA", "+14165550143"],
      ["030901820", "DE", "+4930901820"],
      ["0014165550143", "DE", "+14165550143"],
      ["00881612345678", "DE", "+881612345678"],
    ] as const)
      expect(readingsOf(keys, country), keys).to.include(reading);
    expect(readingsOf("1", "CA")).to.deep.equal([]);
    expect(readingsOf("4242424242424242424", "CA")).to.deep.equal([]);
  });
});
