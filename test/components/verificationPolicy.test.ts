import { expect } from "chai";
import { verificationProblems } from "../../components/selfServiceFunctions/checks";
import { DEFAULT_VERIFICATION_POLICY } from "../../handlers/shared/verificationPolicy";

describe("How proofs are guarded", () => {
  it("may be left out, or written as the defaults are", () => {
    expect([...verificationProblems({}), ...verificationProblems({ ...DEFAULT_VERIFICATION_POLICY })]).to.deep.equal(
      [],
    );
  });

  it("is refused where a value is no whole number within its limits: all at once, each with its remedy", () => {
    expect(
      verificationProblems({
        triesPerAccount: 0,
        windowMinutes: 30.5,
        codesPerEnvironment: 2001,
        failuresPerAccount: 91,
      }),
    ).to.deep.equal([
      "verificationPolicy.triesPerAccount is 0. Write a whole number from 1 to 10.",
      "verificationPolicy.windowMinutes is 30.5. Write a whole number from 10 to 1440.",
      "verificationPolicy.codesPerEnvironment is 2001. Write a whole number from 1 to 2000.",
      "verificationPolicy.failuresPerAccount and failuresFromOwnNumber are 101 together. No more than 100 tries in a row may fail for an account (NIST SP 800-63B, 5.2.2): lower one of them.",
    ]);
    expect(verificationProblems({ failuresPerAccount: 90, failuresFromOwnNumber: 10 })).to.deep.equal([]);
  });
});
