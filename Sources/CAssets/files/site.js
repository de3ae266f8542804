// Small conveniences; every page works without them. Loaded in the head and run at once, so that the chosen text size is there
// before the first line is drawn; the rest waits for the page.
(function () {
    "use strict";
    var root = document.documentElement;
    var key = "mingtang-text-size";

    function stored() {
        try { return localStorage.getItem(key); } catch (error) { return null; } // Private windows may refuse; then nothing is kept.
    }
    function keep(size) {
        try { localStorage.setItem(key, size); } catch (error) { return; }
    }
    function show(size) {
        root.classList.remove("regular", "large", "kiosk");
        root.classList.add(size);
    }
    if (stored() === "large" && root.classList.contains("regular")) { show("large"); }

    function sizes() {
        var group = document.querySelector(".sizes");
        if (!group || root.classList.contains("kiosk")) { return; }
        var buttons = group.querySelectorAll("button");
        function mark() {
            buttons.forEach(function (button) {
                button.setAttribute("aria-pressed", String(root.classList.contains(button.dataset.size)));
            });
        }
        group.hidden = false;
        mark();
        group.addEventListener("click", function (event) {
            var button = event.target.closest("button");
            if (!button) { return; }
            keep(button.dataset.size);
            show(button.dataset.size);
            mark();
        });
    }

    function printing() {
        document.querySelectorAll("[data-print]").forEach(function (button) {
            button.hidden = false;
            button.addEventListener("click", function () { window.print(); });
        });
    }

    function copying() {
        if (!navigator.clipboard) { return; }
        document.querySelectorAll("[data-copy]").forEach(function (button) {
            var words = button.textContent;
            button.hidden = false;
            button.setAttribute("aria-live", "polite");
            button.addEventListener("click", function () {
                navigator.clipboard.writeText(button.dataset.copy).then(function () {
                    button.textContent = "已复制";
                    setTimeout(function () { button.textContent = words; }, 3000);
                }, function () {
                    button.textContent = "没有复制成功，请从地址栏复制";
                });
            });
        });
    }

    // A box above a long table that leaves only the rows with the typed words.
    function filtering() {
        document.querySelectorAll("[data-filterable]").forEach(function (region, number) {
            var rows = region.querySelectorAll("tbody tr");
            if (rows.length < 8) { return; }
            var id = "table-filter-" + number;
            var line = document.createElement("div");
            var label = document.createElement("label");
            var input = document.createElement("input");
            var status = document.createElement("span");
            line.className = "table-filter";
            label.htmlFor = id;
            label.textContent = region.dataset.filterable;
            input.id = id;
            input.type = "search";
            input.autocomplete = "off";
            status.setAttribute("role", "status");
            status.className = "quiet";
            line.append(label, input, status);
            region.before(line);
            input.addEventListener("input", function () {
                var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
                var shown = 0;
                rows.forEach(function (row) {
                    var text = row.textContent.toLowerCase();
                    row.hidden = !words.every(function (word) { return text.includes(word); });
                    if (!row.hidden) { shown += 1; }
                });
                status.textContent = words.length ? "找到 " + shown + " 行" : "";
            });
        });
    }

    // While somebody writes what they look for: documents that are public already, under the field. The next page shows them as well.
    function suggesting() {
        document.querySelectorAll("textarea[data-suggest]").forEach(function (field) {
            var token = field.form.querySelector("[name=token]");
            var region = document.createElement("div");
            var timer, running, asked = "";
            region.className = "suggestions";
            region.setAttribute("role", "status");
            region.hidden = true;
            field.after(region);
            function show(documents) {
                region.replaceChildren();
                region.hidden = !documents.length;
                if (!documents.length) { return; }
                var heading = document.createElement("p");
                var list = document.createElement("ul");
                heading.textContent = "可能已经公开（在新窗口打开）：";
                documents.forEach(function (found) {
                    var line = document.createElement("li");
                    var link = document.createElement("a");
                    link.href = found.address;
                    link.target = "_blank";
                    link.rel = "noopener";
                    link.textContent = found.title;
                    line.append(link);
                    list.append(line);
                });
                region.append(heading, list);
            }
            function ask() {
                var words = field.value.trim().slice(0, 200);
                if (words.length < 4 || words === asked) { return; }
                asked = words;
                if (running) { running.abort(); }
                running = new AbortController();
                fetch(field.dataset.suggest, {
                    method: "POST", signal: running.signal,
                    body: new URLSearchParams({ step: "suggest", token: token.value, description: words })
                }).then(function (answer) {
                    return answer.ok ? answer.json() : { documents: [] };
                }).then(function (answer) {
                    show(answer.documents);
                }, function () {
                    asked = ""; // Overtaken or offline: the page works without it.
                });
            }
            field.addEventListener("input", function () {
                clearTimeout(timer);
                timer = setTimeout(ask, 700);
            });
        });
    }

    document.addEventListener("DOMContentLoaded", function () {
        suggesting();
        sizes();
        printing();
        copying();
        filtering();
        var summary = document.querySelector("[data-focus]");
        if (summary) { summary.focus(); }
    });
}());
