/** A card number from its digits but the last, with the check digit that makes it good (ISO/IEC 7812-1, annex B). */
export function checked(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${payload}${(10 - (sum % 10)) % 10}`;
}
