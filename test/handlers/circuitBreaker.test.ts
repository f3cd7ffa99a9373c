import { expect } from "chai";
import { circuitBreaker } from "../../handlers/shared/circuitBreaker";

describe("a circuit breaker", () => {
  it("lets one request through after the rest, and rests again when that fails, too", () => {
    const clock = { ms: 1_000_000 };
    const breaker = circuitBreaker(() => clock.ms);
    for (let time = 0; time < 5; time++) {
      expect(breaker.permits()).to.equal(true);
      breaker.failed();
    }
    expect(breaker.permits()).to.equal(false);
    clock.ms += 15_000;
    expect([breaker.permits(), breaker.permits()]).to.deep.equal([true, false]);
    breaker.failed();
    clock.ms += 14_999;
    expect(breaker.permits()).to.equal(false);
    clock.ms += 1;
    expect(breaker.permits()).to.equal(true);
    breaker.succeeded();
    expect([breaker.permits(), breaker.permits()]).to.deep.equal([true, true]);
  });

  it("does not rest for ever when the clock is put back", () => {
    const clock = { ms: 1_000_000 };
    const breaker = circuitBreaker(() => clock.ms);
    for (let time = 0; time < 5; time++) breaker.failed();
    clock.ms = 0;
    expect(breaker.permits()).to.equal(true);
  });
});
