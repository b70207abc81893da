// Everything works without this file. With it: links mark the words they lead to, texts can be
// dropped and copied, and a check can be shared by a link that holds the text itself.
(() => {
  "use strict";

  // #p12:3-17 marks words 3 to 17 of paragraph 12; #p12:3-p14:5 goes over paragraphs.
  const markWords = () => {
    document.querySelectorAll("mark.here").forEach((mark) => {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    });
    const found = /^#p(\d+):(\d+)-(?:p(\d+):)?(\d+)$/.exec(location.hash);
    if (!found) return;
    const [first, start, last, end] = [+found[1], +found[2], +(found[3] || found[1]), +found[4]];
    if (last - first > 500) return;
    let top = null;
    for (let number = first; number <= last; number++) {
      const text = document.querySelector(`#p${number} .t`);
      if (!text) continue;
      const marks = markIn(text, number === first ? start : 1, number === last ? end : Infinity);
      top = top || marks;
    }
    if (top) top.scrollIntoView({ block: "center" });
  };

  // Words are what stands between spaces, tabs and line breaks, as on the server.
  const markIn = (element, from, to) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const pieces = [];
    let count = 0;
    let inside = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let start = -1;
      let end = 0;
      for (let at = 0; at < node.data.length; at++) {
        const blank = /[ \t\n\r\f]/.test(node.data[at]);
        if (!blank && !inside) count++;
        inside = !blank;
        if (!blank && count >= from && count <= to) {
          if (start < 0) start = at;
          end = at + 1;
        }
      }
      if (start >= 0) pieces.push([node, start, end]);
    }
    let first = null;
    for (const [node, start, end] of pieces) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const mark = document.createElement("mark");
      mark.className = "here";
      range.surroundContents(mark);
      first = first || mark;
    }
    return first;
  };

  const copy = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied";
    }
    setTimeout(() => (button.textContent = button.dataset.name), 2000);
  };

  const copyButtons = () => {
    document.querySelectorAll("[data-copy]").forEach((element) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = button.dataset.name = "Copy";
      button.addEventListener("click", () => copy(button, element.value ?? element.textContent));
      element.after(button);
    });
  };

  // A text in the fragment of an address never reaches a server.
  const pack = async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const unpack = async (packed) => {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  };

  const sharing = async () => {
    const text = document.querySelector("form.check textarea");
    if (!text) return;
    const share = document.querySelector("[data-share]");
    if (share) {
      share.hidden = false;
      share.dataset.name = share.textContent;
      share.addEventListener("click", async () => {
        copy(share, `${location.origin}/#text=${await pack(text.value)}`);
      });
    }
    const packed = /^#text=([\w-]+)$/.exec(location.hash);
    if (packed && !text.value) {
      try {
        text.value = await unpack(packed[1]);
        text.form.requestSubmit();
      } catch {
        text.placeholder = "The link is damaged: its text cannot be read.";
      }
    }
  };

  const dropping = () => {
    const text = document.querySelector("form.check textarea");
    if (!text) return;
    text.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
        text.classList.add("over");
      }
    });
    text.addEventListener("dragleave", () => text.classList.remove("over"));
    text.addEventListener("drop", async (event) => {
      text.classList.remove("over");
      const file = event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      text.value = await file.text();
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) text.form.requestSubmit();
    });
  };

  // The forms of the API's page show the answer in place.
  const trying = () => {
    document.querySelectorAll("form[data-try]").forEach((form) => {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        let path = form.getAttribute("action");
        const query = new URLSearchParams();
        const options = { method: form.dataset.try.toUpperCase() };
        for (const field of form.querySelectorAll("[data-in]")) {
          if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
          if (field.dataset.in === "query" && field.value) query.set(field.name, field.value);
          if (field.dataset.in === "body") {
            options.body = field.value;
            options.headers = { "Content-Type": "application/json" };
          }
        }
        const answer = form.querySelector(".answer");
        answer.hidden = false;
        try {
          const response = await fetch(query.size ? `${path}?${query}` : path, options);
          const text = await response.text();
          let shown = text;
          try {
            shown = JSON.stringify(JSON.parse(text), null, 2);
          } catch {
            // not JSON: shown as it came
          }
          answer.textContent = `${response.status} ${response.statusText}\n\n${shown}`;
        } catch (error) {
          answer.textContent = String(error);
        }
      });
    });
  };

  // Suggestions while a query is typed: words, speakers and titles, offered by the browser's own list.
  const suggesting = () => {
    const input = document.querySelector("form.search #q[data-suggest]");
    if (!input) return;
    const list = document.createElement("datalist");
    list.id = "suggestions";
    input.after(list);
    input.setAttribute("list", list.id);
    let waiting;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const typed = input.value;
        const query = new URLSearchParams({ q: typed, limit: 5 });
        const response = await fetch(`/api/v1/suggest?${query}`);
        if (!response.ok || input.value !== typed) return;
        const found = await response.json();
        const before = typed.replace(/\S*$/, "");
        const options = [
          ...found.words.map((word) => [before + word.text, `${word.documents} documents`]),
          ...found.speakers.map((speaker) => [`speaker:"${speaker.text}"`, "speaker"]),
          ...found.titles.map((title) => [`id:${title.id}`, title.title]),
        ];
        list.replaceChildren(
          ...options.map(([value, label]) => Object.assign(document.createElement("option"), { value, label })),
        );
      }, 150);
    });
  };

  markWords();
  addEventListener("hashchange", markWords);
  copyButtons();
  dropping();
  sharing();
  trying();
  suggesting();
})();
