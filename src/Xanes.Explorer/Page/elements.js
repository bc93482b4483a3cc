/** Colours (those of Jmol) and covalent radii (Å; Cordero et al. 2008) of elements. */

const known = {
  H: ["#e8e8e8", 0.31], B: ["#ffb5b5", 0.84], C: ["#707070", 0.76], N: ["#3050f8", 0.71], O: ["#ff0d0d", 0.66], F: ["#90e050", 0.57],
  Na: ["#ab5cf2", 1.66], Mg: ["#8aff00", 1.41], Al: ["#bfa6a6", 1.21], Si: ["#f0c8a0", 1.11], P: ["#ff8000", 1.07], S: ["#e6d62a", 1.05],
  Cl: ["#1ff01f", 1.02], K: ["#8f40d4", 2.03], Ca: ["#3dff00", 1.76], Ti: ["#bfc2c7", 1.6], Cr: ["#8a99c7", 1.39], Mn: ["#9c7ac7", 1.39],
  Fe: ["#e06633", 1.32], Co: ["#f090a0", 1.26], Ni: ["#50d050", 1.24], Cu: ["#c88033", 1.32], Zn: ["#7d80b0", 1.22], Se: ["#ffa100", 1.2],
  Br: ["#a62929", 1.2], Zr: ["#94e0e0", 1.75], Mo: ["#54b5b5", 1.54], Pd: ["#006985", 1.39], Ag: ["#b9c2cc", 1.45], Cd: ["#ffd98f", 1.44],
  I: ["#940094", 1.39], Pt: ["#d0d0e0", 1.36], Au: ["#ffd123", 1.36], Pb: ["#575961", 1.46],
};

export const colourOf = (element) => (known[element] ?? ["#c060a0", 1.4])[0];
export const radiusOf = (element) => (known[element] ?? ["#c060a0", 1.4])[1];
