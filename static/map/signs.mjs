// The signs of better, similar, worse, lower and higher as letters, as charts/marks.py draws them: for the legend's blocks.

const SIDES = { 20: "●", 21: "○", 22: "◆", 24: "◐", 25: "◑" };

export const SIGNS = { ...SIDES, 26: "◉", 27: "◈", 28: "◐", 29: "◑" };
