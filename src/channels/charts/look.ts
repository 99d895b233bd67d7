/**
 * How pictures look: colours, font and the sizes that all of them share. Sober, on a light ground, for print too.
 */

export const look = {
  paper: "#ffffff",
  ink: "#1f2a37",
  soft: "#5b6673",
  line: "#dfe4ea",
  band: "#f4f6f9",
  accent: "#b3261e",
  bar: "#2f5d8c",
  plan: "#a9bfd6",
  /** The family name inside the fonts of @embedpdf/fonts-sc, then what a browser has. */
  font: "'Noto Sans S Chinese', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  /** Width in pixels before doubling. */
  width: 760,
  margin: 36,
} as const;
