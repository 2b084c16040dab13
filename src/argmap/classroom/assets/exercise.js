"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("items"), said = document.getElementById("said");
  // Answers are kept under a number that tells one exercise from another.
  const KEY = `argmap exercise ${[...JSON.stringify(data)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) | 0, 7)}`;
  const elements = new Map(data.elements.map((element) => [element.id, element]));
  const answers = new Map();
  let order = data.what === "order" ? [...data.bank] : [];
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const kindWord = (table) => (data.roles.find(([one]) => one === table) ?? [table, table.replace(/s$/, "")])[1];
  const textOf = (id) => answers.get(`${id} text`) || elements.get(id)?.told.text || (elements.get(id)?.told.to ? `the step to “${textOf(elements.get(id).told.to)}”` : id);
  const answer = (id, key, value) => { answers.set(`${id} ${key}`, value); keep(); };
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify([[...answers], order])); } catch { /* no storage: nothing is kept */ } };

  const choose = (id, key, choices, label) => {
    const box = make("label", `${label} `), select = make("select");
    select.append(new Option("…", ""));
    for (const [value, text] of choices) select.append(new Option(text, value));
    select.value = answers.get(`${id} ${key}`) ?? "";
    select.dataset.key = `${id} ${key}`;
    select.addEventListener("change", () => answer(id, key, select.value));
    box.append(select);
    return box;
  };
  const several = (id, key, choices, label) => {
    const field = make("fieldset");
    field.append(make("legend", label));
    const chosen = new Set(answers.get(`${id} ${key}`) ?? []);
    for (const [value, text] of choices) {
      const box = make("label"), input = make("input");
      input.type = "checkbox";
      input.value = value;
      input.checked = chosen.has(value);
      input.dataset.key = `${id} ${key}`;
      input.addEventListener("change", () => {
        if (input.checked) chosen.add(value); else chosen.delete(value);
        answer(id, key, [...chosen]);
      });
      box.append(input, text);
      field.append(box);
    }
    return field;
  };
  const statements = () => data.elements.filter(({ id }) => id.startsWith("s")).map(({ id }) => [id, textOf(id)]);

  const sentence = ({ id, told }) => {
    if (told.text) return told.against ? `${told.text} → against “${textOf(told.against)}”` : told.text;
    const from = (told.from ?? []).map((id) => `“${textOf(id)}”`).join(" + "), end = told.to ?? told.against;
    return [told.scheme ? `${told.scheme.replaceAll("-", " ")}: ` : "", from, end ? ` → ${told.against ? "against " : ""}“${textOf(end)}”` : ""].join("") || `step ${id}`;
  };
  const item = (element) => {
    const line = make("li");
    line.dataset.id = element.id;
    line.dataset.depth = Math.min(12, element.depth);
    if (element.table) line.append(make("span", kindWord(element.table), "kind"), " ");
    if (!element.asks.includes("text")) line.append(make("span", sentence(element)), " ");
    if (element.asks.length) line.classList.add("asks");
    for (const key of element.asks) {
      if (key === "text") line.append(choose(element.id, key, data.bank.map((text) => [text, text]), "statement"));
      if (key === "table") line.append(choose(element.id, key, data.roles, "This is a"));
      if (key === "scheme") line.append(choose(element.id, key, data.schemes.map(([name, gist]) => [name, `${name.replaceAll("-", " ")}: ${gist}`]), "pattern"));
      if (key === "from") line.append(several(element.id, key, statements(), "starts from"));
      if (key === "to") line.append(choose(element.id, key, statements(), "leads to"));
      if (key === "against") line.append(choose(element.id, key, data.elements.filter(({ id }) => id !== element.id).map((one) => [one.id, sentence(one)]), "speaks against"));
    }
    if (data.what === "find-weak") {
      const box = make("label"), input = make("input"), why = make("input");
      input.type = "checkbox";
      input.checked = Boolean(answers.get(`${element.id} weak`));
      input.addEventListener("change", () => answer(element.id, "weak", input.checked));
      box.append(input, "weak, because ");
      why.setAttribute("aria-label", "why it is weak");
      why.value = answers.get(`${element.id} why`) ?? "";
      why.addEventListener("input", () => answer(element.id, "why", why.value));
      line.append(box, why);
    }
    return line;
  };
  const show = () => {
    if (data.what !== "order") { list.replaceChildren(...data.elements.map(item)); return; }
    list.replaceChildren(...order.map((id, place) => {
      const line = make("li", "", "asks");
      line.dataset.id = id;
      const move = (step, word) => {
        const button = make("button", step < 0 ? "↑" : "↓");
        button.type = "button";
        button.setAttribute("aria-label", `${word}: ${textOf(id)}`);
        button.disabled = place + step < 0 || place + step >= order.length;
        button.addEventListener("click", () => {
          [order[place], order[place + step]] = [order[place + step], order[place]];
          keep();
          show();
          list.children[place + step].querySelector(`button:nth-of-type(${step < 0 ? 1 : 2}):not(:disabled), button:not(:disabled)`)?.focus();
        });
        return button;
      };
      line.append(`${place + 1}. `, move(-1, "up"), " ", move(1, "down"), " ", textOf(id));
      return line;
    }));
  };

  const same = (one, other) => (Array.isArray(one) ? [...one].sort().join() === [...(other ?? [])].sort().join() : one === other);
  const asked = () => data.elements.flatMap(({ id, asks, answers: known }) => asks.map((key) => ({ id, key, right: known?.[key] })));
  const verdicts = () => {
    if (data.what === "order") {
      const broken = data.before.filter(([one, other]) => order.indexOf(one) > order.indexOf(other));
      return order.map((id) => ({ id, ok: !broken.some((pair) => pair.includes(id)) }));
    }
    if (data.what === "find-weak") return data.elements.map(({ id }) => ({ id, ok: data.weakest.includes(id) })).filter(({ id }) => answers.get(`${id} weak`));
    return asked().map(({ id, key, right }) => ({ id, ok: same(right, answers.get(`${id} ${key}`)) }));
  };
  document.getElementById("check")?.addEventListener("click", () => {
    const found = verdicts();
    for (const line of list.children) {
      const own = found.filter(({ id }) => id === line.dataset.id);
      line.querySelector(".verdict")?.remove();
      line.classList.remove("right", "wrong");
      if (!own.length) continue;
      const ok = own.every((one) => one.ok);
      line.classList.add(ok ? "right" : "wrong");
      line.append(make("span", ok ? " ✓ right" : " ✗ not yet", "verdict"));
    }
    said.textContent = `${found.filter(({ ok }) => ok).length} of ${data.what === "find-weak" ? data.weakest.length : found.length} right`;
  });
  document.getElementById("hint")?.addEventListener("click", () => {
    if (data.what === "find-weak") { said.textContent = "Look for steps without which everything falls, and for what is only assumed."; return; }
    if (data.what === "order") {
      said.textContent = `“${textOf(data.order[0])}” comes first.`;
      return;
    }
    const open = asked().find(({ id, key, right }) => !same(right, answers.get(`${id} ${key}`)));
    if (!open) { said.textContent = "All right."; return; }
    const words = Array.isArray(open.right) ? `${open.right.length} statements` : String(elements.has(open.right) ? textOf(open.right) : open.right);
    const start = Array.isArray(open.right) ? words : `“${words.slice(0, Math.max(6, Math.ceil(words.length / 3)))}…”`;
    said.textContent = `Next open: ${start}`;
    [...list.children].find((line) => line.dataset.id === open.id)?.querySelector("select, input")?.focus();
  });
  document.getElementById("again").addEventListener("click", () => {
    answers.clear();
    order = data.what === "order" ? [...data.bank] : [];
    said.textContent = "";
    keep();
    show();
  });

  // The student's map as TOML: texts are written as JSON writes them, which TOML reads the same way.
  const quote = (text) => JSON.stringify(text).replaceAll("\x7f", "\\u007f");
  const toml = () => {
    const name = document.getElementById("name").value.trim();
    const lines = ["format = 1", "", "[map]", `title = ${quote(data.title)}`, `language = ${quote(data.language)}`];
    if (name) lines.push(`author = ${quote(name)}`);
    if (data.what === "order") lines.push("", "[map.presentation]", `order = [${order.map(quote).join(", ")}]`);
    const tables = new Map(data.elements.map(({ id, table, told, asks }) => {
      const values = { ...told };
      for (const key of asks) if (key !== "table") values[key] = answers.get(`${id} ${key}`);
      if (asks.includes("text") && !values.text) values.text = `(left open ${id})`;
      return [id, [table || answers.get(`${id} table`) || "claims", values]];
    }));
    // A step that was left open is no step, nor is what is said against it.
    for (let before = -1; before !== tables.size;) {
      before = tables.size;
      for (const [id, [table, values]] of tables) {
        const ends = table === "inferences" ? [values.to, ...(values.from?.length ? values.from : [""])] : table === "objections" ? [values.against, ...(values.text || values.from?.length ? values.from ?? [] : [""])] : [];
        if (ends.some((end) => !tables.has(end))) tables.delete(id);
      }
    }
    const write = (table, id, values) => {
      lines.push("", `[${table}.${id}]`);
      for (const [key, value] of Object.entries(values)) {
        if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) continue;
        lines.push(`${key} = ${Array.isArray(value) ? `[${value.map(quote).join(", ")}]` : quote(value)}`);
      }
    };
    for (const [id, [table, values]] of tables) write(table, id, values);
    for (const [table, id, values] of data.rest) {
      const on = values.on?.filter((one) => tables.has(one) || data.rest.some(([, other]) => other === one));
      if (!on) write(table, id, values);
      else if (on.length) write(table, id, { ...values, on });
    }
    for (const { id } of data.elements) {
      if (answers.get(`${id} weak`)) write("contested", `weak-${id}`, { on: id, by: "student", reason: answers.get(`${id} why`) || "weak" });
    }
    return `${lines.join("\n")}\n`;
  };
  document.getElementById("save").addEventListener("click", () => {
    const link = make("a"), name = document.getElementById("name").value.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    link.href = URL.createObjectURL(new Blob([toml()], { type: "application/toml" }));
    link.download = `${name || "answers"}.toml`;
    link.click();
    URL.revokeObjectURL(link.href);
    const open = data.what === "find-weak" || data.what === "order" ? 0 : asked().filter(({ id, key }) => !answers.get(`${id} ${key}`)?.length).length;
    said.textContent = `Saved as ${link.download}.${open ? ` ${open} still open.` : ""}`;
  });

  try {
    const [kept, keptOrder] = JSON.parse(localStorage.getItem(KEY) ?? "[[], []]");
    for (const [key, value] of kept) answers.set(key, value);
    if (keptOrder.length === order.length && keptOrder.every((id) => order.includes(id))) order = keptOrder;
  } catch { /* nothing usable was kept */ }
  show();
})();
