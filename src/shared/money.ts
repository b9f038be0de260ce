/** $1,234.56 from whole cents. */
export function dollars(cents: number): string {
  const sign = cents < 0 ? '−' : '';
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${sign}$${whole.toLocaleString('en-US')}.${String(rest).padStart(2, '0')}`;
}
