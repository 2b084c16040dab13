// The state in the link: #ID alone, or #ID with what is folded, focused and graded otherwise.
export const readState = (hash) => {
  const parts = hash.replace(/^#/, "").split("&");
  const state = { id: "", folds: null, focus: null, grades: new Map(), weak: true, view: "" };
  for (const [place, part] of parts.entries()) {
    const [name, value] = part.split("=", 2);
    if (value === undefined) { if (place === 0) state.id = safe(name); continue; }
    if (name === "fold") state.folds = value ? value.split(",").map(safe) : [];
    if (name === "focus") { const [id, steps] = value.split(":"); state.focus = { id: safe(id), steps: Number(steps) || 2 }; }
    if (name === "view") state.view = value;
    if (name === "weak") state.weak = value !== "0";
    if (name === "what") {
      for (const one of value.split(",")) {
        const [id, grade] = one.split(":");
        if (Number(grade) >= 0 && Number(grade) <= 1) state.grades.set(safe(id), Number(grade));
      }
    }
  }
  return state;
};

const safe = (text) => { try { return decodeURIComponent(text); } catch { return ""; } };

export const writeState = ({ id, folds, focus, grades, weak, view }) => {
  const parts = [encodeURIComponent(id)];
  if (folds?.length) parts.push(`fold=${folds.map(encodeURIComponent).join(",")}`);
  if (focus) parts.push(`focus=${encodeURIComponent(focus.id)}:${focus.steps}`);
  if (grades.size) parts.push(`what=${[...grades].map(([one, grade]) => `${encodeURIComponent(one)}:${grade}`).join(",")}`);
  if (!weak) parts.push("weak=0");
  if (view) parts.push(`view=${view}`);
  return `#${parts.join("&")}`;
};
