type Rgb = [number, number, number];

export const leafGreen = '#1d7f4e';

function parse(color: string): Rgb | null {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color.trim());
  return match ? (match.slice(1).map((pair) => parseInt(pair, 16)) as Rgb) : null;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrastOnWhite(color: string): number {
  const rgb = parse(color);
  return rgb ? 1.05 / (luminance(rgb) + 0.05) : 1;
}

/** The company's colour, darkened until white words stand out on it (WCAG AA); leaf green when it is none. */
export function readableBrand(color: string | undefined | null): string {
  let rgb = parse(color ?? '') ?? parse(leafGreen);
  while (rgb && 1.05 / (luminance(rgb) + 0.05) < 4.6) {
    rgb = rgb.map((channel) => Math.floor(channel * 0.94)) as Rgb;
  }
  return `#${(rgb ?? []).map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
