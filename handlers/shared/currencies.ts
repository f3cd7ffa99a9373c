/**
 * Decimals of the currencies whose minor unit is not a hundredth (ISO 4217). `Intl` has its own mind about some, such
 * as COP.
 */
export const MINOR_DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((currency) => [currency, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((currency) => [currency, 3])),
  CLF: 4,
  UYW: 4,
};
