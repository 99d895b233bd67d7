/**
 * The page's icon: a red seal with the first character of the name.
 */

/** An SVG document. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect x="3" y="3" width="58" height="58" rx="12" fill="#b3261e"/>
<g fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round">
<path d="M18 20h28M18 32h20M18 44h12"/><circle cx="43" cy="41" r="7"/><path d="M48 46l5 6"/>
</g></svg>`;
