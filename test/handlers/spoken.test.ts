import { expect } from "chai";
import { spokenAmount, spokenDate } from "../../handlers/shared/spoken";

/**
 * What a voice is given: 12.50 and 20 Canadian dollars, 1250 yen and Chilean pesos, 99,900.50 of a currency with many
 * digits; dates.
 */
const SAID: Readonly<
  Record<string, { amounts: readonly [string, string, string, string, string]; dates: readonly [string, string] }>
> = {
  "en-US": {
    amounts: [
      "12.50 Canadian dollars",
      "20 Canadian dollars",
      "1250 Japanese yen",
      "1250 Chilean pesos",
      "99900.50 Colombian pesos",
    ],
    dates: ["November 30", "December 1"],
  },
  "en-GB": {
    amounts: [
      "12.50 Canadian dollars",
      "20 Canadian dollars",
      "1250 Japanese yen",
      "1250 Chilean pesos",
      "99900.50 Colombian pesos",
    ],
    dates: ["30 November", "1 December"],
  },
  "fr-CA": {
    amounts: [
      "12,50 dollars canadiens",
      "20 dollars canadiens",
      "1250 yens japonais",
      "1250 pesos chiliens",
      "99900,50 pesos colombiens",
    ],
    dates: ["30 novembre", "premier décembre"],
  },
  "fr-FR": {
    amounts: [
      "12,50 dollars canadiens",
      "20 dollars canadiens",
      "1250 yens japonais",
      "1250 pesos chiliens",
      "99900,50 pesos colombiens",
    ],
    dates: ["30 novembre", "premier décembre"],
  },
  "it-IT": {
    amounts: [
      "12,50 dollari canadesi",
      "20 dollari canadesi",
      "1250 yen giapponesi",
      "1250 pesos cileni",
      "99900,50 pesos colombiani",
    ],
    dates: ["30 novembre", "primo dicembre"],
  },
  "nl-NL": {
    amounts: [
      "12,50 Canadese dollar",
      "20 Canadese dollar",
      "1250 Japanse yen",
      "1250 Chileense peso",
      "99900,50 Colombiaanse peso",
    ],
    dates: ["30 november", "1 december"],
  },
  "de-DE": {
    amounts: [
      "12,50 Kanadische Dollar",
      "20 Kanadische Dollar",
      "1250 Japanische Yen",
      "1250 Chilenische Pesos",
      "99900,50 Kolumbianische Pesos",
    ],
    dates: ["30. November", "1. Dezember"],
  },
  "es-ES": {
    amounts: [
      "12,50 dólares canadienses",
      "20 dólares canadienses",
      "1250 yenes japoneses",
      "1250 pesos chilenos",
      "99900,50 pesos colombianos",
    ],
    dates: ["30 de noviembre", "1 de diciembre"],
  },
  "es-MX": {
    amounts: [
      "12.50 dólares canadienses",
      "20 dólares canadienses",
      "1250 yenes japoneses",
      "1250 pesos chilenos",
      "99900.50 pesos colombianos",
    ],
    dates: ["30 de noviembre", "primero de diciembre"],
  },
  "pt-BR": {
    amounts: [
      "12,50 Dólares canadenses",
      "20 Dólares canadenses",
      "1250 Ienes japoneses",
      "1250 Pesos chilenos",
      "99900,50 Pesos colombianos",
    ],
    dates: ["30 de novembro", "primeiro de dezembro"],
  },
  "pt-PT": {
    amounts: [
      "12,50 dólares canadianos",
      "20 dólares canadianos",
      "1250 ienes japoneses",
      "1250 pesos chilenos",
      "99900,50 pesos colombianos",
    ],
    dates: ["30 de novembro", "1 de dezembro"],
  },
  "ja-JP": {
    amounts: ["12.50カナダ ドル", "20カナダ ドル", "1250円", "1250チリ ペソ", "99900.50コロンビア ペソ"],
    dates: ["11月30日", "12月1日"],
  },
};

describe("amounts and dates in words", () => {
  for (const [language, { amounts, dates }] of Object.entries(SAID))
    it(`are those of ${language}`, () => {
      const money: [number, string][] = [
        [1250, "CAD"],
        [2000, "CAD"],
        [1250, "JPY"],
        [1250, "CLP"],
        [9_990_050, "COP"],
      ];
      expect(money.map(([amount, currency]) => spokenAmount(amount, currency, language))).to.deep.equal(amounts);
      expect(["2026-11-30", "2026-12-01"].map((date) => spokenDate(date, language))).to.deep.equal(dates);
    });

  it("say one of a currency in the singular where there is one", () => {
    expect([
      spokenAmount(100, "EUR", "en-GB"),
      spokenAmount(100, "GBP", "fr-FR"),
      spokenAmount(5, "USD", "en-US"),
    ]).to.deep.equal(["1 euro", "1 livre sterling", "0.05 US dollars"]);
  });

  it("know currencies of three digits, and take two for those that are not known", () => {
    expect([spokenAmount(1250, "KWD", "en-US"), spokenAmount(1250, "XQQ", "en-US")]).to.deep.equal([
      "1.250 Kuwaiti dinars",
      "12.50 XQQ",
    ]);
  });
});
