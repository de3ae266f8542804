// On a machine in a service hall: a keyboard on the screen, and the end of a stay when nobody touches anything. Nothing is stored, and every page takes
// the place of the one before in the history, so that the next person finds nothing of the last.
(function () {
    "use strict";
    var SECONDS = 60, WARNING = 15, start = "/kiosk";
    var warning, count, deadline, again = 0;

    // Called every second once the time is over: a slow network gets a quarter of a minute before it is tried again.
    function leave() {
        if (Date.now() < again) { return; }
        again = Date.now() + WARNING * 1000;
        document.querySelectorAll("form").forEach(function (form) { form.reset(); });
        document.querySelectorAll("input").forEach(function (field) { if (field.type !== "hidden") { field.value = ""; } });
        location.replace(start);
    }

    function touched() { deadline = Date.now() + SECONDS * 1000; }

    function stay() {
        touched();
        if (warning.open) { warning.close(); }
    }

    // Once a second, by the clock: a machine that slept is not a person who is there.
    function watch() {
        var left = Math.ceil((deadline - Date.now()) / 1000);
        if (left <= 0) { return leave(); }
        if (left <= WARNING) {
            count.textContent = left;
            if (!warning.open) { warning.showModal(); }
        }
    }

    function makeWarning() {
        var title = document.createElement("h2"), words = document.createElement("p"), button = document.createElement("button");
        warning = document.createElement("dialog");
        warning.className = "leaving";
        warning.setAttribute("aria-labelledby", "leaving-title");
        title.id = "leaving-title";
        title.textContent = "还在吗？";
        count = document.createElement("strong");
        words.append("", count, " 秒后回到开始，您看过和填写的内容将清除。");
        button.type = "button";
        button.className = "button";
        button.textContent = "继续使用";
        button.addEventListener("click", stay);
        warning.append(title, words, button);
        warning.addEventListener("cancel", touched);
        document.body.append(warning);
    }

    // Links and searches without a trace in the history.
    function replacing() {
        document.addEventListener("click", function (event) {
            var link = event.target.closest("a[href]");
            if (!link || link.getAttribute("href").startsWith("#")) { return; }
            event.preventDefault();
            if (link.origin === location.origin) { location.replace(link.href); }
        });
        document.addEventListener("submit", function (event) {
            var form = event.target;
            event.preventDefault();
            location.replace(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)));
        });
    }

    function keyboard() {
        var field = document.querySelector("main form input[type=search]");
        var keys = document.createElement("div");
        if (!field) { return; }
        keys.className = "keys";
        keys.setAttribute("role", "group");
        keys.setAttribute("aria-label", "屏幕键盘");
        field.setAttribute("inputmode", "none");
        function put(text) {
            var from = field.selectionStart, to = field.selectionEnd;
            field.setRangeText(text, from, to, "end");
            field.focus();
        }
        function key(row, label, act, name) {
            var button = document.createElement("button");
            button.type = "button";
            button.textContent = label;
            if (name) { button.setAttribute("aria-label", name); }
            // The field keeps its place for the next character.
            button.addEventListener("pointerdown", function (event) { event.preventDefault(); });
            button.addEventListener("click", act);
            row.append(button);
        }
        ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM", "〔〕号第年月"].forEach(function (letters) {
            var row = document.createElement("div");
            Array.from(letters).forEach(function (letter) { key(row, letter, function () { put(letter); }); });
            keys.append(row);
        });
        var last = document.createElement("div");
        key(last, "空格", function () { put(" "); });
        key(last, "退格", function () {
            if (field.selectionStart === field.selectionEnd && field.selectionStart > 0) {
                field.setSelectionRange(field.selectionStart - 1, field.selectionEnd);
            }
            put("");
        });
        key(last, "清空", function () {
            field.value = "";
            field.focus();
        });
        key(last, "搜索", function () { field.form.requestSubmit(); }, "按屏幕键盘输入的内容搜索");
        keys.append(last);
        field.form.after(keys);
    }

    document.addEventListener("DOMContentLoaded", function () {
        makeWarning();
        replacing();
        keyboard();
        touched();
        ["pointerdown", "keydown", "wheel", "scroll", "touchmove", "input"].forEach(function (name) {
            document.addEventListener(name, function () { if (!warning.open) { touched(); } }, { passive: true, capture: true });
        });
        var typed = function () {
            return Array.from(document.querySelectorAll("main input[type=search]")).some(function (field) { return field.value; });
        };
        setInterval(function () {
            // At the beginning there is nothing to end, unless somebody has begun to type.
            if (location.pathname === start && !typed() && window.scrollY < 200) { return touched(); }
            watch();
        }, 1000);
    });
    // A page that comes back out of the browser's memory is somebody else's.
    window.addEventListener("pageshow", function (event) { if (event.persisted) { leave(); } });
}());
