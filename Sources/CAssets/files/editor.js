// The editor of a draft's body. Without this script the form has a text area with marked text; with it an editing area stands in its
// place and keeps the same text in the same field, so that the server gets one form in either case. Needs marked-text.js;
// editor-saving.js saves.
//
// What it finds on the page (written by Pages/Components/BodyEditor.swift):
//   [data-body-editor]            around everything below
//     label                       names the field
//     textarea[name=body]         marked text: the truth, also while the editing area is shown
//     [data-marks-help]           how to mark text by hand; hidden while the editing area is shown
// What it offers to other scripts: window.BodyEditor = {sync(), load(text), lock(isLocked), announce(words)}, and an `input` event on the
// text area whenever the text changes.
(function () {
    "use strict";
    var marked = window.MarkedText;
    var run = function (command, value) { return document.execCommand(command, false, value); };

    function make(tag, properties, children) {
        var element = document.createElement(tag);
        Object.keys(properties || {}).forEach(function (name) {
            if (name in element && name !== "list") { element[name] = properties[name]; } else { element.setAttribute(name, properties[name]); }
        });
        (children || []).forEach(function (child) { element.append(child); });
        return element;
    }

    function start(frame) {
        var field = frame.querySelector("textarea"), label = frame.querySelector("label"), help = frame.querySelector("[data-marks-help]");
        var area = make("div", {
            className: "editor-area document-text", contentEditable: "true", id: field.id + "-area", role: "textbox", spellcheck: false,
            "aria-multiline": "true"
        });
        var status = make("p", { className: "unseen", role: "status" });
        var isRich = true, isLocked = false, shown = field.value;
        if (label) {
            label.id = label.id || field.id + "-label";
            area.setAttribute("aria-labelledby", label.id);
            label.addEventListener("click", function (event) { if (isRich) { event.preventDefault(); area.focus(); } });
        }
        ["aria-describedby", "aria-invalid"].forEach(function (name) { if (field.hasAttribute(name)) { area.setAttribute(name, field.getAttribute(name)); } });

        // Text between area and field

        function announce(words) { status.textContent = ""; setTimeout(function () { status.textContent = words; }, 50); }

        function load(text) {
            field.value = text;
            shown = text;
            var blocks = marked.read(text);
            // Our own HTML, every text escaped. An empty paragraph at the end lets the caret leave a table.
            area.innerHTML = marked.html(blocks) + (blocks.length && blocks[blocks.length - 1].kind === "paragraph" ? "" : "<p><br></p>");
            mark();
        }

        var pending = null;
        function sync() {
            clearTimeout(pending);
            pending = null;
            if (!isRich) { return; }
            var text = marked.write(marked.blocksOf(area));
            if (text === shown) { return; }
            shown = text;
            field.value = text;
        }
        function changed() {
            if (pending) { return; }
            pending = setTimeout(function () {
                var before = shown;
                sync();
                if (before !== shown) { field.dispatchEvent(new Event("input", { bubbles: true })); }
            }, 300);
        }

        // Where the caret is

        function inside(name) {
            var selection = document.getSelection();
            var node = selection.rangeCount ? selection.getRangeAt(0).startContainer : null;
            if (!node || !area.contains(node)) { return null; }
            var element = node.nodeType === 1 ? node : node.parentElement, found = element.closest(name);
            return found && area.contains(found) && found !== area ? found : null;
        }

        function placeCaret(element, atEnd) {
            var range = document.createRange();
            range.selectNodeContents(element);
            range.collapse(!atEnd);
            var selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
        }

        // Commands. `execCommand` is old, but the one way of changing the text that the browser's own undo knows.

        function style(tag) {
            ["ul", "ol"].forEach(function (list) { if (inside(list)) { run(list === "ul" ? "insertUnorderedList" : "insertOrderedList"); } });
            run("formatBlock", "<" + tag + ">");
        }
        function list(tag) {
            if (inside("h1,h2,h3,h4")) { run("formatBlock", "<p>"); }
            var other = inside(tag === "ul" ? "ol" : "ul"), entry = inside("li");
            if (!other || !entry || entry.parentElement !== other) {
                run(tag === "ul" ? "insertUnorderedList" : "insertOrderedList");
                return;
            }
            // The whole list changes its kind; a browser would take the one entry out of it.
            var range = document.createRange(), selection = document.getSelection();
            var place = Array.from(other.children).indexOf(entry), before = Array.from(area.querySelectorAll("ul,ol")).indexOf(other);
            range.setStart(other.firstElementChild, 0);
            range.setEnd(other.lastElementChild, other.lastElementChild.childNodes.length);
            selection.removeAllRanges();
            selection.addRange(range);
            run(tag === "ul" ? "insertUnorderedList" : "insertOrderedList");
            var fresh = area.querySelectorAll("ul,ol")[before];
            if (fresh && fresh.children[place]) { placeCaret(fresh.children[place], true); }
        }
        // Puts blocks in the place of an element, as one step that can be undone.
        function replace(element, blocks) {
            var range = document.createRange();
            range.selectNode(element);
            var selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
            run("insertHTML", marked.html(blocks));
        }
        function insertTable() {
            var rows = [["", "", ""], ["", "", ""], ["", "", ""]];
            var before = area.querySelectorAll("table").length;
            run("insertHTML", marked.html([{ kind: "table", header: true, rows: rows }]) + "<p><br></p>");
            var tables = area.querySelectorAll("table");
            if (tables.length > before) {
                var fresh = Array.from(tables).find(function (table) { return table.textContent === "" && table.querySelector("th"); });
                if (fresh) { placeCaret(fresh.querySelector("th")); }
            }
            announce("已插入 3 行 3 列的表格，第一行是表头。");
        }

        // Changes the table in which the caret is, as one step that can be undone.
        function changeTable(change) {
            var cell = inside("td,th"), table = inside("table");
            if (!cell || !table) { return; }
            var number = Array.from(area.querySelectorAll("table")).indexOf(table);
            var row = Array.from(table.rows).indexOf(cell.parentElement), column = Array.from(cell.parentElement.cells).indexOf(cell);
            var block = marked.blocksOf(wrap(table)).find(function (item) { return item.kind === "table"; });
            if (!block) { return; }
            var width = Math.max.apply(null, block.rows.map(function (line) { return line.length; }));
            block.rows.forEach(function (line) { while (line.length < width) { line.push(""); } });
            var place = change(block, row, column);
            if (!block.rows.length || !block.rows[0].length) {
                replace(table, [{ kind: "paragraph", text: "" }]);
                return;
            }
            replace(table, [block]);
            var fresh = area.querySelectorAll("table")[number];
            if (!fresh) { return; }
            var line = fresh.rows[Math.min(place[0], fresh.rows.length - 1)];
            if (line) { placeCaret(line.cells[Math.min(place[1], line.cells.length - 1)]); }
        }
        function wrap(element) {
            var holder = make("div", { contentEditable: "true" });
            holder.append(element.cloneNode(true));
            return holder;
        }
        var tableCommands = {
            rowBelow: function (block, row, column) { block.rows.splice(row + 1, 0, block.rows[0].map(function () { return ""; })); return [row + 1, column]; },
            columnRight: function (block, row, column) { block.rows.forEach(function (line) { line.splice(column + 1, 0, ""); }); return [row, column + 1]; },
            removeRow: function (block, row, column) {
                block.rows.splice(row, 1);
                if (row === 0) { block.header = false; }
                return [Math.max(row - 1, 0), column];
            },
            removeColumn: function (block, row, column) { block.rows.forEach(function (line) { line.splice(column, 1); }); return [row, Math.max(column - 1, 0)]; },
            header: function (block, row, column) { block.header = !block.header; return [row, column]; }
        };

        // Toolbar

        var items = [
            { words: "正文", keys: "Ctrl+Alt+0", act: function () { style("p"); }, on: function () { return !inside("h2,h3,h4,li,td,th"); }, text: true },
            { words: "一级标题", keys: "Ctrl+Alt+1", act: function () { style("h2"); }, on: function () { return inside("h2"); }, text: true },
            { words: "二级标题", keys: "Ctrl+Alt+2", act: function () { style("h3"); }, on: function () { return inside("h3"); }, text: true },
            { words: "三级标题", keys: "Ctrl+Alt+3", act: function () { style("h4"); }, on: function () { return inside("h4"); }, text: true },
            { words: "项目列表", keys: "Ctrl+Shift+8", act: function () { list("ul"); }, on: function () { return inside("ul"); }, text: true },
            { words: "编号列表", keys: "Ctrl+Shift+7", act: function () { list("ol"); }, on: function () { return inside("ol"); }, text: true },
            { words: "插入表格", act: insertTable, text: true },
            { words: "加一行", act: function () { changeTable(tableCommands.rowBelow); }, cell: true },
            { words: "加一列", act: function () { changeTable(tableCommands.columnRight); }, cell: true },
            { words: "删此行", act: function () { changeTable(tableCommands.removeRow); }, cell: true },
            { words: "删此列", act: function () { changeTable(tableCommands.removeColumn); }, cell: true },
            { words: "表头", act: function () { changeTable(tableCommands.header); }, cell: true, on: function () { var table = inside("table"); return table && table.tHead; } },
            { words: "撤销", keys: "Ctrl+Z", act: function () { run("undo"); } },
            { words: "重做", keys: "Ctrl+Y", act: function () { run("redo"); } },
            { words: "标记文本", act: toggle, always: true, on: function () { return !isRich; } }
        ];
        var toolbar = make("div", { className: "editor-tools", role: "toolbar", "aria-label": "正文格式", "aria-controls": area.id });
        items.forEach(function (item, index) {
            item.button = make("button", { type: "button", className: "tool", tabIndex: index === 0 ? 0 : -1 }, [item.words]);
            if (item.keys) {
                item.button.append(" ", make("kbd", {}, [item.keys]));
                item.button.setAttribute("aria-keyshortcuts", item.keys.replace("Ctrl", "Control"));
            }
            // The caret stays where it is when the mouse presses a button.
            item.button.addEventListener("mousedown", function (event) { event.preventDefault(); });
            item.button.addEventListener("click", function () { act(item); });
            toolbar.append(item.button);
        });

        function isPossible(item) {
            if (item.always) { return true; }
            if (!isRich || isLocked) { return false; }
            var isInCell = Boolean(inside("td,th"));
            return item.cell ? isInCell : item.text ? !isInCell : true;
        }
        function act(item) {
            if (!isPossible(item)) { return; }
            if (!item.always && document.activeElement !== area) { area.focus(); }
            item.act();
            mark();
            changed();
        }
        function mark() {
            items.forEach(function (item) {
                if (item.on) { item.button.setAttribute("aria-pressed", String(Boolean(item.on()))); }
                item.button.setAttribute("aria-disabled", String(!isPossible(item)));
            });
        }
        toolbar.addEventListener("keydown", function (event) {
            var buttons = items.map(function (item) { return item.button; }), place = buttons.indexOf(document.activeElement);
            var next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: buttons.length - 1 }[event.key];
            if (next === undefined || place < 0) { return; }
            event.preventDefault();
            next = (next + buttons.length) % buttons.length;
            buttons.forEach(function (button, index) { button.tabIndex = index === next ? 0 : -1; });
            buttons[next].focus();
        });

        function toggle() {
            if (isRich) { sync(); } else { load(field.value); }
            isRich = !isRich;
            area.hidden = !isRich;
            field.hidden = isRich;
            if (help) { help.hidden = isRich; }
            (isRich ? area : field).focus();
            announce(isRich ? "已回到排版编辑。" : "正在编辑标记文本：“## ”开头是标题，“- ”开头是列表，用“|”分隔的是表格。");
        }

        // Keyboard

        area.addEventListener("keydown", function (event) {
            if (!(event.ctrlKey || event.metaKey)) { return; }
            var tag = event.altKey ? { Digit0: "p", Digit1: "h2", Digit2: "h3", Digit3: "h4" }[event.code] : undefined;
            var kind = event.shiftKey && !event.altKey ? { Digit7: "ol", Digit8: "ul" }[event.code] : undefined;
            var isFont = !event.altKey && !event.shiftKey && ["KeyB", "KeyI", "KeyU"].includes(event.code);
            if (!tag && !kind && !isFont) { return; }
            // Bold, italic and underline would be lost when saving, so they are not offered.
            event.preventDefault();
            if (isLocked || isFont || inside("td,th")) { return; }
            if (tag) { style(tag); } else { list(kind); }
            mark();
            changed();
        });

        // Pasting and dropping

        function insert(blocks) {
            var tables = blocks.filter(function (block) { return block.kind === "table"; }).length;
            if (inside("td,th") || (blocks.length === 1 && blocks[0].kind === "paragraph")) {
                run("insertText", blocks.map(marked.plain).join(" "));
                return;
            }
            run("insertHTML", marked.html(blocks));
            announce("已粘贴并整理格式：" + (blocks.length - tables) + " 段" + (tables ? "，" + tables + " 个表格" : "") + "。");
        }
        function take(data) {
            var html = data.getData("text/html"), text = data.getData("text/plain");
            var blocks = html ? marked.clean(html) : [];
            if (!blocks.length && text) { blocks = marked.read(text); }
            if (blocks.length) { insert(blocks); changed(); }
            else if (data.files.length) { announce("图片和文件不能放进正文，请在“附件”处上传。"); }
        }
        area.addEventListener("paste", function (event) {
            event.preventDefault();
            if (!isLocked) { take(event.clipboardData); }
        });
        area.addEventListener("drop", function (event) {
            // Text moved inside the area is the browser's own business.
            var isOwn = Array.from(event.dataTransfer.types).includes("text/x-own");
            if (isOwn) { return; }
            event.preventDefault();
            if (!isLocked) { take(event.dataTransfer); }
        });
        area.addEventListener("dragstart", function (event) { event.dataTransfer.setData("text/x-own", "1"); });

        area.addEventListener("input", changed);
        document.addEventListener("selectionchange", function () { if (document.activeElement === area) { mark(); } });
        area.addEventListener("focus", mark);
        field.addEventListener("invalid", function () { area.focus(); });
        // Links of an error summary lead to the field, which is not shown.
        document.addEventListener("click", function (event) {
            var link = event.target.closest("a[href='#" + field.id + "']");
            if (link && isRich) { event.preventDefault(); area.focus(); }
        });

        frame.classList.add("rich");
        field.before(toolbar, area);
        frame.append(status);
        field.hidden = true;
        if (help) { help.hidden = true; }
        run("defaultParagraphSeparator", "p");
        run("styleWithCSS", "false");
        load(field.value);
        if (field.form) { field.form.addEventListener("submit", sync, true); }

        window.BodyEditor = {
            sync: sync,
            load: load,
            announce: announce,
            lock: function (locked) {
                isLocked = locked;
                area.contentEditable = String(!locked);
                field.readOnly = locked;
                mark();
            }
        };
    }

    document.addEventListener("DOMContentLoaded", function () {
        var frame = document.querySelector("[data-body-editor]");
        if (frame && frame.querySelector("textarea")) { start(frame); }
    });
}());
