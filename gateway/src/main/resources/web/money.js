// Amounts of money: {amount, currency}. The amount is a whole number of minor units, which is never rounded.

/**
 * The currencies that do not have two decimals, by their number of decimals. The table is that of ISO 4217, as in the
 * services (MinorUnits); the table of browsers differs.
 */
const DECIMALS = {
  0: 'ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XFO XFU XOF XPD XPF XPT XSU XTS XUA XXX',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF',
};

const DECIMALS_OF = new Map(Object.entries(DECIMALS)
  .flatMap(([decimals, currencies]) => currencies.split(' ').map((currency) => [currency, Number(decimals)])));

/** Multiplies an amount by a whole number: by a quantity, or by -1 to show a discount. */
export const multiply = ({ amount, currency }, factor) => ({ amount: BigInt(amount) * BigInt(factor), currency });

/** Converts minor units to a decimal number as text: 1250 US cents are '12.50'. */
function toDecimalText(amount, decimals) {
  const minor = BigInt(amount);
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0');
  const whole = digits.length - decimals;
  return `${minor < 0n ? '-' : ''}${digits.slice(0, whole)}${decimals ? '.' : ''}${digits.slice(whole)}`;
}

/** Formats an amount for a locale. */
export function moneyText({ amount, currency }, locale) {
  const decimals = DECIMALS_OF.get(currency) ?? 2;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  // Text is formatted exactly; a number would lose digits.
  return format.format(toDecimalText(amount, decimals));
}
