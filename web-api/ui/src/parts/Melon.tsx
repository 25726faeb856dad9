/** The mark: a slice of melon with a leaf. `ripe` (0–1) says how full the flesh is. */
export function Melon({ size = 32, ripe = 1 }: { size?: number; ripe?: number }) {
  const depth = 9 * Math.max(0.15, Math.min(1, ripe));
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 10c0-3.200 2-5.600 6.500-5.600C22 8 19.800 10 16 10Z" fill="#6fae4f" />
      <path d="M3.500 13.500a12.500 12.500 0 0 0 25 0Z" fill="var(--brand, #1d7f4e)" />
      <path d="M6.500 13.500a9.500 9.500 0 0 0 19 0Z" fill="#fdf3df" />
      <path d={`M6.500 13.500a9.500 ${String(depth)} 0 0 0 19 0Z`} fill="#f3b562" />
      <g fill="#7a4a12">
        <circle cx="12" cy="16.300" r=".9" />
        <circle cx="16" cy="17.500" r=".9" />
        <circle cx="20" cy="16.300" r=".9" />
      </g>
    </svg>
  );
}
