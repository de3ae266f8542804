// Small conveniences of the workbench; every page works without them.
//
// Uploads: form[data-upload="ADDRESS"] with a file input. Each file is sent by itself as the whole body of a POST, with the header fields
// X-CSRF-Token, X-File-Name (percent-encoded) and X-Version; the answer is 201 {"name", "size", "version", "previous"} or {"error": "一句话"}.
//   data-limit="…"            most bytes of a file: told at once, before it is sent
//   [data-attachments]        anywhere on the page, with an id: lists what is there; fetched again with the page when uploads are done
(function () {
    "use strict";

    function make(tag, properties, children) {
        var element = document.createElement(tag);
        Object.keys(properties || {}).forEach(function (name) { element[name] = properties[name]; });
        (children || []).forEach(function (child) { element.append(child); });
        return element;
    }
    function size(bytes) {
        return bytes >= 1048576 ? (bytes / 1048576).toFixed(1) + " MB" : bytes >= 1024 ? Math.round(bytes / 1024) + " KB" : bytes + " 字节";
    }

    function uploads(form) {
        var input = form.querySelector("input[type=file]"), button = form.querySelector("button[type=submit], button:not([type])");
        if (!input) { return; }
        var list = make("ul", { className: "uploads" }), status = make("p", { className: "unseen" });
        var hint = make("p", { className: "drop-hint", textContent: "也可以把文件拖到这里。" });
        var queue = [], isBusy = false, done = 0, number = 0;
        status.setAttribute("role", "status");
        form.classList.add("drop-zone");
        if (button) { button.hidden = true; }
        input.after(hint);
        form.append(list, status);
        function say(words) { status.textContent = ""; setTimeout(function () { status.textContent = words; }, 50); }

        function add(files) {
            Array.from(files).forEach(function (file) {
                number += 1;
                var id = "upload-" + number, words = make("span", { className: "upload-words", textContent: "等待上传" });
                var bar = make("progress", { max: 100, value: 0 }), name = make("span", { className: "upload-name", id: id, textContent: file.name + "（" + size(file.size) + "）" });
                bar.setAttribute("aria-labelledby", id);
                var cancel = make("button", { type: "button", className: "link-button", textContent: "取消" });
                cancel.setAttribute("aria-describedby", id);
                var item = { file: file, bar: bar, words: words, cancel: cancel, request: null, line: make("li", {}, [name, " ", bar, " ", words, " ", cancel]) };
                cancel.addEventListener("click", function () {
                    queue = queue.filter(function (other) { return other !== item; });
                    if (item.request) { item.request.abort(); } else { end(item, "已取消", false); }
                });
                list.append(item.line);
                var limit = Number(form.dataset.limit || 0);
                if (file.size === 0) { end(item, "空文件，没有上传", false); }
                else if (limit && file.size > limit) { end(item, "超过 " + size(limit) + "，没有上传。请压缩或拆分。", false); }
                else { queue.push(item); }
            });
            next();
        }
        function end(item, words, isDone) {
            item.words.textContent = words;
            item.bar.remove();
            item.cancel.remove();
            item.line.className = isDone ? "done" : "failed";
            say(item.file.name + "：" + words);
        }
        function next() {
            if (isBusy) { return; }
            var item = queue.shift();
            if (!item) {
                if (done) { done = 0; refresh(); }
                return;
            }
            isBusy = true;
            send(item);
        }
        function send(item) {
            var request = item.request = new XMLHttpRequest(), shown = 0;
            request.open("POST", form.dataset.upload);
            request.setRequestHeader("Content-Type", "application/octet-stream");
            request.setRequestHeader("Accept", "application/json");
            request.setRequestHeader("X-File-Name", encodeURIComponent(item.file.name));
            var csrf = form.querySelector("input[name=csrf]"), version = window.DraftSaving ? window.DraftSaving.version() : (form.querySelector("input[name=version]") || {}).value;
            if (csrf) { request.setRequestHeader("X-CSRF-Token", csrf.value); }
            if (version) { request.setRequestHeader("X-Version", String(version)); }
            request.upload.addEventListener("progress", function (event) {
                if (!event.lengthComputable) { return; }
                var percent = Math.floor(event.loaded / event.total * 100);
                item.bar.value = percent;
                item.words.textContent = percent < 100 ? percent + "%" : "正在检查文件…";
                if (percent >= shown + 25) { shown = percent; say(item.file.name + " 已上传 " + percent + "%"); }
            });
            request.addEventListener("loadend", function () {
                isBusy = false;
                finish(item, request);
                next();
            });
            request.send(item.file);
        }
        function finish(item, request) {
            var data = {};
            try { data = JSON.parse(request.responseText); } catch (error) { data = {}; } // An answer that is no JSON says nothing to us.
            if (request.status === 201) {
                done += 1;
                if (window.DraftSaving && data.version) { window.DraftSaving.takeVersion(data.previous, data.version); }
                end(item, "已上传", true);
            } else if (request.status === 401 || request.status === 200) {
                // A redirect was followed: to the page where one signs in.
                end(item, "没有上传：登录已失效，请重新登录后再传。", false);
            } else {
                end(item, "没有上传：" + (data.error || (request.status ? "服务器出错（" + request.status + "）" : "已取消或网络不通")), false);
            }
        }
        function refresh() {
            var place = document.querySelector("[data-attachments]");
            if (!place || !place.id) { return; }
            fetch(location.href, { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) {
                var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(place.id);
                if (fresh) { place.replaceWith(document.adoptNode(fresh)); }
            }).catch(function () { return null; }); // The list is right again after the next visit.
        }

        input.addEventListener("change", function () {
            add(input.files);
            input.value = "";
        });
        form.addEventListener("dragover", function (event) {
            event.preventDefault();
            form.classList.add("dragging");
        });
        form.addEventListener("dragleave", function () { form.classList.remove("dragging"); });
        form.addEventListener("drop", function (event) {
            event.preventDefault();
            form.classList.remove("dragging");
            if (event.dataTransfer.files.length) { add(event.dataTransfer.files); }
        });
        window.addEventListener("beforeunload", function (event) { if (isBusy) { event.preventDefault(); } });
    }

    document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("form[data-upload]").forEach(uploads);
    });
}());
