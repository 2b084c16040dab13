// Copying, where the browser lets a page use the clipboard and where not (a file that is opened from disk).

/** @param {string} text */
export const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};
