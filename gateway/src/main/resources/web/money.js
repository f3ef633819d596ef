// Amounts of money: {amount, currency}, the amount a whole number of minor units, which is never rounded.

/**
 * The currencies that do not have two decimals, by the number that they have. It is the table of the services
 * (MinorUnits), which is that of ISO 4217; browsers have another one.
 */
const DECIMALS = {
  0: 'ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XFO XFU XOF XPD XPF XPT XSU XTS XUA XXX',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF',
};

const DECIMALS_OF = new Map(Object.entries(DECIMALS)
  .flatMap(([decimals, currencies]) => currencies.split(' ').map((currency) => [currency, Number(decimals)])));

/** An amount a number of times: 3 pieces at a price, or -1 for what is taken off. */
export const times = ({ amount, currency }, factor) => ({ amount: BigInt(amount) * BigInt(factor), currency });

/** The amount in units of its currency, as digits: 1250 US cents are '12.50'. */
function major(amount, decimals) {
  const minor = BigInt(amount);
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0');
  const whole = digits.length - decimals;
  return `${minor < 0n ? '-' : ''}${digits.slice(0, whole)}${decimals ? '.' : ''}${digits.slice(whole)}`;
}

/** An amount as people of a locale write it. */
export function moneyText({ amount, currency }, locale) {
  const decimals = DECIMALS_OF.get(currency) ?? 2;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  // As text, which is formatted exactly; a number would lose digits.
  return format.format(major(amount, decimals));
}
