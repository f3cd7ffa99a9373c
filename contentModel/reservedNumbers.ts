/** The numbers that regulators keep for fiction, in E.164. A country that is not here keeps none that we know of. */
const RESERVED: readonly RegExp[] = [
  // North America (NANPA): 555-0100 to 555-0199 in every area code.
  /^\+1\d{3}55501\d\d$/,
  // United Kingdom (Ofcom, telephone numbers for drama): cities from Leeds to Manchester, then London, Tyneside,
  // Northern Ireland twice, Cardiff, no area at all, and UK-wide; then mobile, freephone and premium rate.
  /^\+441(1[3-8]|[2-6]1)4960\d{3}$/,
  /^\+44(207946|191498|289649|289018|292018)0\d{3}$/,
  /^\+44(1632960|3069990|7700900|8081570|9098790)\d{3}$/,
  // Germany (Bundesnetzagentur, Mitteilung 148/2021): Berlin, Frankfurt, Hamburg, Cologne, Munich, mobile.
  /^\+49(3023125|6990009|4066969|2214710|8999998)\d{3}$/,
  /^\+4915228817386$/,
  // Sweden (PTS): Stockholm, Gothenburg, Malmö, Kiruna, mobile.
  /^\+46(8465004|3139006|4062804|9803192|7017406)\d\d$/,
  // France (ARCEP, décision 2018-0881): the five zones, then mobile.
  /^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/,
  // Australia (ACMA): geographic, mobile, freephone and local rate.
  /^\+61[2378](5550|7010)\d{4}$/,
  /^\+61(491570(006|110|15[6-9])|1800160401|1[38]009757(0[7-9]|1[01]))$/,
  // Ireland (ComReg): 020 91x xxxx.
  /^\+3532091\d{5}$/,
  // Hungary (NMHH): 55 xxx xxx.
  /^\+3655\d{6}$/,
];

/** Whether a number in E.164 is kept for fiction, so that it is nobody's. */
export const isReservedNumber = (e164: string): boolean => RESERVED.some((range) => range.test(e164));
