// A document's body as marked text, as blocks and as elements of a page: the same text that `PlainBodyText` reads and writes on the
// server (Sources/Domain/Publishing/PlainBodyText.swift); the same examples test both (Tests/Browser/marked-text.json).
//
// A block is one of {kind: "paragraph", text}, {kind: "heading", level: 2…4, text}, {kind: "list", ordered, entries: [text]} and
// {kind: "table", header, rows: [[text]]}.
(function () {
    "use strict";

    // Every kind of space and invisible mark that the server takes for white space at the ends of a line (Folding.swift).
    var blank = "\\u0000-\\u0020\\u007F-\\u00A0\\u00AD\\u1680\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u3000\\uFEFF\\uFFF9-\\uFFFB";
    var blankStart = new RegExp("^[" + blank + "]+");
    var blankEnd = new RegExp("[" + blank + "]+$");
    function trimmed(text) { return text.replace(blankStart, "").replace(blankEnd, ""); }

    // Reading

    function content(text) { return text.charAt(0) === "\\" ? text.slice(1) : trimmed(text); }
    function isRule(text) { return /^[-:]{3,}$/.test(text) && text.includes("-"); }

    function row(text) {
        var cells = [], cell = [], rule = true;
        function close() {
            var from = 0, to = cell.length;
            while (from < to && cell[from].plain && cell[from].sign === " ") { from += 1; }
            while (to > from && cell[to - 1].plain && cell[to - 1].sign === " ") { to -= 1; }
            var kept = cell.slice(from, to);
            var words = kept.map(function (part) { return part.sign; }).join("");
            rule = rule && kept.every(function (part) { return part.plain; }) && isRule(words);
            cells.push(words);
            cell = [];
        }
        var signs = Array.from(text).slice(1), taken = false;
        signs.forEach(function (sign) {
            if (taken) { cell.push({ sign: sign, plain: false }); taken = false; }
            else if (sign === "\\") { taken = true; }
            else if (sign === "|") { close(); }
            else { cell.push({ sign: sign, plain: true }); }
        });
        if (taken) { cell.push({ sign: "\\", plain: true }); }
        if (!cells.length || cell.some(function (part) { return !part.plain || trimmed(part.sign) !== ""; })) { close(); }
        return { kind: "row", cells: cells, rule: rule };
    }

    function parseLine(line) {
        if (line.charAt(0) === "\\") { return { kind: "paragraph", text: line.slice(1).replace(/\t/g, " ") }; }
        if (line.includes("\t")) {
            var cells = line.split("\t").map(trimmed);
            return cells.every(function (cell) { return cell === ""; }) ? { kind: "blank" } : { kind: "row", cells: cells, rule: false };
        }
        var text = line.replace(blankStart, ""), match;
        if (text === "") { return { kind: "blank" }; }
        if ((match = /^(#{1,6}) ([^]*)$/.exec(text))) {
            return { kind: "heading", level: Math.min(Math.max(match[1].length, 2), 4), text: content(match[2]) };
        }
        if ((match = /^[-*•] ([^]*)$/.exec(text))) { return { kind: "entry", text: content(match[1]) }; }
        if ((match = /^(\d{1,4})\. ([^]*)$/.exec(text))) {
            return { kind: "numbered", number: Number(match[1]), text: content(match[2]), line: trimmed(text) };
        }
        if (text.charAt(0) === "|" && text.length > 1) { return row(text); }
        return { kind: "paragraph", text: trimmed(text) };
    }

    function read(text) {
        var blocks = [], list = null, table = null;
        function close() {
            if (list) { blocks.push(list); }
            if (table) { blocks.push(table); }
            list = table = null;
        }
        function entry(words, ordered) {
            if (table || (list && list.ordered !== ordered)) { close(); }
            list = list || { kind: "list", ordered: ordered, entries: [] };
            list.entries.push(words);
        }
        text.replace(/[\u001E\u0000]/g, "").split(/\r\n|\n|\r/).map(parseLine).forEach(function (line) {
            switch (line.kind) {
            case "blank": close(); break;
            case "entry": entry(line.text, false); break;
            case "numbered":
                if (line.number === (list && list.ordered ? list.entries.length + 1 : 1)) { entry(line.text, true); }
                else { close(); blocks.push({ kind: "paragraph", text: line.line }); }
                break;
            case "row":
                if (list) { close(); }
                if (line.rule && table && table.rows.length === 1 && !table.header && table.rows[0].length === line.cells.length) {
                    table.header = true;
                } else {
                    table = table || { kind: "table", header: false, rows: [] };
                    table.rows.push(line.cells);
                }
                break;
            default: close(); blocks.push(line);
            }
        });
        close();
        return blocks;
    }

    // Writing

    function oneLine(text) { return text.replace(/[\t\n\r]/g, " ").replace(/[\u001E\u0000]/g, ""); }

    function protectedText(text) {
        var line = oneLine(text);
        return line !== "" && content(line) === line ? line : "\\" + line;
    }

    function cellText(text) {
        var signs = Array.from(oneLine(text)), rule = isRule(signs.join(""));
        return signs.map(function (sign, index) {
            var outer = sign === " " && (index === 0 || index === signs.length - 1);
            return sign === "|" || sign === "\\" || outer || (rule && index === 0) ? "\\" + sign : sign;
        }).join("");
    }

    function writeBlock(block) {
        switch (block.kind) {
        case "heading": return "#".repeat(Math.min(Math.max(block.level, 2), 4)) + " " + protectedText(block.text);
        case "list":
            return block.entries.map(function (entry, index) {
                return (block.ordered ? (index + 1) + ". " : "- ") + protectedText(entry);
            }).join("\n");
        case "table":
            var lines = block.rows.map(function (cells) { return "| " + cells.map(cellText).join(" | ") + " |"; });
            if (block.header && block.rows.length) { lines.splice(1, 0, "| " + block.rows[0].map(function () { return "---"; }).join(" | ") + " |"); }
            return lines.join("\n");
        default:
            var line = parseLine(block.text);
            return line.kind === "paragraph" && block.text !== "" && line.text === block.text ? block.text : "\\" + oneLine(block.text);
        }
    }

    function write(blocks) { return blocks.map(writeBlock).filter(function (text) { return text !== ""; }).join("\n\n"); }

    // Elements of a page

    function escape(text) { return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"); }
    function filled(text) { return text === "" ? "<br>" : escape(text); }

    // HTML of our own making and nothing else: every text is escaped.
    function html(blocks) {
        return blocks.map(function (block) {
            switch (block.kind) {
            case "heading": return "<h" + block.level + ">" + filled(block.text) + "</h" + block.level + ">";
            case "list":
                var tag = block.ordered ? "ol" : "ul";
                return "<" + tag + ">" + block.entries.map(function (entry) { return "<li>" + filled(entry) + "</li>"; }).join("") + "</" + tag + ">";
            case "table":
                var cells = function (row, name) {
                    return "<tr>" + row.map(function (cell) { return "<" + name + ">" + filled(cell) + "</" + name + ">"; }).join("") + "</tr>";
                };
                return "<table>" + (block.header ? "<thead>" + cells(block.rows[0], "th") + "</thead>" : "") + "<tbody>"
                    + block.rows.slice(block.header ? 1 : 0).map(function (row) { return cells(row, "td"); }).join("") + "</tbody></table>";
            default: return "<p>" + filled(block.text) + "</p>";
            }
        }).join("");
    }

    var skipped = /^(script|style|noscript|iframe|object|embed|input|button|select|textarea|nav|head|svg|math|template|link|meta|title)$/;
    var dividing = /^(p|div|section|article|main|aside|header|footer|form|fieldset|legend|address|figure|figcaption|li|dl|dt|dd|blockquote|center|pre|details|summary|body|html|caption|thead|tbody|tfoot|tr|td|th)$/;

    function style(node) { return (node.getAttribute("data-was-style") || node.getAttribute("style") || "").toLowerCase().replace(/\s/g, ""); }

    // What Word and WPS drew before an entry, if they did.
    function drawnMark(node) {
        var mark = Array.from(node.querySelectorAll("[data-was-style], [style]")).find(function (part) { return style(part).includes("mso-list:ignore"); });
        return mark ? trimmed(mark.textContent) : "";
    }

    // The blocks of an element, whoever made it: our editing area, Word, WPS, a web page. Styles, classes and all that runs fall away.
    function blocksOf(root) {
        var blocks = [], text = "";
        function closeParagraph() {
            var line = trimmed(text.replace(/\u00A0/g, " "));
            text = "";
            if (line !== "") { blocks.push({ kind: "paragraph", text: line }); }
        }
        function takeLine(node) {
            closeParagraph();
            var inner = blocksOf(node).map(plain).join(" ");
            return trimmed(inner);
        }
        function add(entry, ordered, number) {
            var last = blocks[blocks.length - 1];
            var goesOn = last && last.kind === "list" && last.ordered === ordered && last.joins && (!ordered || number === last.entries.length + 1);
            if (goesOn) { last.entries.push(entry); } else { blocks.push({ kind: "list", ordered: ordered, entries: [entry], joins: true }); }
        }
        function officeEntry(node) {
            var mark = drawnMark(node), line = takeLine(node), digits = /^(\d{1,4})\.?$/.exec(mark);
            if (line === "") { return; }
            var last = blocks[blocks.length - 1];
            var expected = last && last.kind === "list" && last.ordered && last.joins ? last.entries.length + 1 : 1;
            if (digits && (Number(digits[1]) === expected || Number(digits[1]) === 1)) { add(line, true, Number(digits[1])); }
            else if (digits) { blocks.push({ kind: "paragraph", text: mark + " " + line }); }
            else if (Array.from(mark).length <= 1 && !/[\u4E00-\u9FFF\u2460-\u2473]/.test(mark)) { add(line, false); }
            else { blocks.push({ kind: "paragraph", text: mark + line }); }
        }
        function list(node, ordered) {
            var entries = [];
            function close() {
                if (entries.length) { blocks.push({ kind: "list", ordered: ordered, entries: entries }); }
                entries = [];
            }
            function absorb(inner) {
                var lines = [];
                function closeEntry() { if (lines.length) { entries.push(lines.join(" ")); } lines = []; }
                inner.forEach(function (block) {
                    if (block.kind === "list") { closeEntry(); entries = entries.concat(block.entries); }
                    else if (block.kind === "table") { closeEntry(); close(); blocks.push(block); }
                    else { lines.push(block.text); }
                });
                closeEntry();
            }
            Array.from(node.childNodes).forEach(function (child) {
                if (child.nodeType === 1) { absorb(/^(ul|ol)$/.test(child.localName) ? wrap(child) : blocksOf(child)); }
                else if (child.nodeType === 3 && trimmed(child.data) !== "") { absorb([{ kind: "paragraph", text: trimmed(child.data.replace(/\s+/g, " ")) }]); }
            });
            close();
        }
        function wrap(node) { var holder = node.ownerDocument.createElement("div"); holder.append(node.cloneNode(true)); return blocksOf(holder); }
        function element(node) {
            var name = node.localName, css = style(node);
            if (skipped.test(name) || name === "del" || node.hasAttribute("hidden") || css.includes("display:none") || css.includes("mso-hide:all")) { return; }
            if (css.includes("mso-list:ignore")) { return; }
            var outline = /mso-outline-level:([1-9])/.exec(css);
            if (name === "br" || name === "hr") { closeParagraph(); }
            else if (/^h[1-6]$/.test(name) || ((name === "p" || name === "div") && outline)) {
                var level = outline ? Number(outline[1]) + 1 : Number(name.charAt(1));
                var line = takeLine(node);
                if (line !== "") { blocks.push({ kind: "heading", level: Math.min(Math.max(level, 2), 4), text: line }); }
            }
            else if ((name === "p" || name === "div" || name === "li") && css.includes("mso-list:l")) { officeEntry(node); }
            else if (name === "ul" || name === "ol") { closeParagraph(); list(node, name === "ol"); }
            else if (name === "table") { closeParagraph(); blocks = blocks.concat(table(node)); }
            else if (dividing.test(name)) { closeParagraph(); walk(node); closeParagraph(); }
            else { walk(node); }
        }
        function walk(node) {
            Array.from(node.childNodes).forEach(function (child) {
                if (child.nodeType === 3) { text += child.data.replace(/[\n\r\t\u001E]+/g, text === "" || text.endsWith(" ") ? "" : " "); }
                else if (child.nodeType === 1) { element(child); }
            });
        }
        walk(root);
        closeParagraph();
        blocks.forEach(function (block) { delete block.joins; });
        return blocks;
    }

    function plain(block) {
        switch (block.kind) {
        case "list": return block.entries.join(" ");
        case "table": return block.rows.map(function (row) { return row.filter(Boolean).join(" "); }).join(" ");
        default: return block.text;
        }
    }

    // Merged cells are spread out: the text stands where the cell begins, what it covers is empty.
    function table(node) {
        var grid = [], blocks = [], covered = 0;
        Array.from(node.rows).slice(0, 5000).forEach(function (line, rowIndex) {
            var column = 0;
            grid[rowIndex] = grid[rowIndex] || [];
            Array.from(line.cells).forEach(function (cell) {
                while (grid[rowIndex][column] !== undefined) { column += 1; }
                if (column >= 1000) { return; }
                var wide = Math.min(Math.max(cell.colSpan || 1, 1), 1000 - column), high = Math.min(Math.max(cell.rowSpan || 1, 1), node.rows.length - rowIndex);
                covered += wide * high - 1;
                if (covered > 200000) { wide = high = 1; }
                for (var down = 0; down < high; down += 1) {
                    grid[rowIndex + down] = grid[rowIndex + down] || [];
                    for (var right = 0; right < wide; right += 1) { grid[rowIndex + down][column + right] = ""; }
                }
                grid[rowIndex][column] = blocksOf(cell).map(plain).join(" ");
                column += wide;
            });
        });
        if (node.caption && trimmed(node.caption.textContent) !== "") { blocks.push({ kind: "paragraph", text: trimmed(node.caption.textContent.replace(/\s+/g, " ")) }); }
        if (node.rows.length === 1 && node.rows[0].cells.length === 1 && !node.closest("[contenteditable]")) { return blocks.concat(blocksOf(node.rows[0].cells[0])); }
        var rows = grid.map(function (line) { return Array.from(line, function (cell) { return cell || ""; }); });
        rows = rows.filter(function (line) { return line.length; });
        var header = node.rows.length > 0 && node.rows[0].cells.length > 0 && Array.from(node.rows[0].cells).every(function (cell) { return cell.localName === "th"; });
        var isFilled = rows.some(function (line) { return line.some(Boolean); });
        return isFilled || node.closest("[contenteditable]") ? blocks.concat([{ kind: "table", header: header, rows: rows }]) : blocks;
    }

    // What came from the clipboard, read in a document of its own where nothing runs and nothing is loaded. Styles are only read, so they get
    // another name: the policy of the page would complain about each.
    function clean(source) {
        var text = source.replace(/<!--\[if[^]*?<!\[endif\]-->/gi, "").replace(/<!\[(if|endif)[^>]*>/gi, "").replace(/<style[^]*?<\/style>/gi, "")
            .replace(/<[a-z][^>]*>/gi, function (tag) { return tag.replace(/\sstyle\s*=/gi, " data-was-style=").replace(/\son[a-z]+\s*=/gi, " data-was-event="); });
        return blocksOf(new DOMParser().parseFromString(text, "text/html").body);
    }

    // Bringing two texts together

    // For each line of the first text the line of the second that is the same (longest common subsequence), or -1.
    function matches(first, second) {
        var result = first.map(function () { return -1; });
        var start = 0, endFirst = first.length, endSecond = second.length;
        while (start < endFirst && start < endSecond && first[start] === second[start]) { result[start] = start; start += 1; }
        while (endFirst > start && endSecond > start && first[endFirst - 1] === second[endSecond - 1]) {
            endFirst -= 1;
            endSecond -= 1;
            result[endFirst] = endSecond;
        }
        var rows = endFirst - start, columns = endSecond - start;
        // Beyond this the middle counts as changed as a whole: nothing is lost, only compared less finely.
        if (rows * columns > 4000000) { return result; }
        var width = columns + 1, lengths = new Uint32Array((rows + 1) * width);
        for (var row = rows - 1; row >= 0; row -= 1) {
            for (var column = columns - 1; column >= 0; column -= 1) {
                lengths[row * width + column] = first[start + row] === second[start + column]
                    ? lengths[(row + 1) * width + column + 1] + 1
                    : Math.max(lengths[(row + 1) * width + column], lengths[row * width + column + 1]);
            }
        }
        for (var left = 0, right = 0; left < rows && right < columns;) {
            if (first[start + left] === second[start + right]) { result[start + left] = start + right; left += 1; right += 1; }
            else if (lengths[(left + 1) * width + right] >= lengths[left * width + right + 1]) { left += 1; }
            else { right += 1; }
        }
        return result;
    }

    // Three-way merge, block by block. Gives parts: {same: [text]} or {mine: [text], theirs: [text]} where both changed the same place.
    function merge(baseText, mineText, theirsText) {
        var pieces = [baseText, mineText, theirsText].map(function (text) { return read(text).map(writeBlock); });
        var base = pieces[0], mine = pieces[1], theirs = pieces[2];
        var toMine = matches(base, mine), toTheirs = matches(base, theirs), parts = [];
        function same(lines) {
            if (!lines.length) { return; }
            var last = parts[parts.length - 1];
            if (last && last.same) { last.same = last.same.concat(lines); } else { parts.push({ same: lines }); }
        }
        function equal(left, right) { return left.length === right.length && left.every(function (line, index) { return line === right[index]; }); }
        var place = 0, inMine = 0, inTheirs = 0;
        while (place < base.length || inMine < mine.length || inTheirs < theirs.length) {
            if (place < base.length && toMine[place] === inMine && toTheirs[place] === inTheirs) {
                same([base[place]]);
                place += 1;
                inMine += 1;
                inTheirs += 1;
                continue;
            }
            var next = place;
            while (next < base.length && (toMine[next] < 0 || toTheirs[next] < 0)) { next += 1; }
            var endMine = next < base.length ? toMine[next] : mine.length, endTheirs = next < base.length ? toTheirs[next] : theirs.length;
            var was = base.slice(place, next), left = mine.slice(inMine, endMine), right = theirs.slice(inTheirs, endTheirs);
            if (equal(left, was)) { same(right); }
            else if (equal(right, was) || equal(left, right)) { same(left); }
            else { parts.push({ mine: left, theirs: right }); }
            place = next;
            inMine = endMine;
            inTheirs = endTheirs;
        }
        return parts;
    }

    globalThis.MarkedText = { read: read, write: write, html: html, blocksOf: blocksOf, clean: clean, plain: plain, merge: merge };
}());
